using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using IncidentBot.Stories.CommandLine;

namespace IncidentBot.Breaking;

/// <summary>One bot as an operator starts it, in a folder and on a port of its own. It can be killed, stopped and started again.</summary>
internal sealed class Node : IServing, IAsyncDisposable
{
    private const int Stop = 19;
    private const int Continue = 18;
    private const int MostLines = 200;

    private readonly ConcurrentQueue<string> _log = new();
    private readonly (string Name, string Value)[] _environment;
    private Process? _process;

    public Node(params (string Name, string Value)[] environment)
    {
        _environment = environment;
        Folder = Directory.CreateTempSubdirectory("incidentbot-break-").FullName;
        using var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndPoint!).Port}/");
    }

    /// <summary>Where it was started; a SQLite database is in <c>data</c> below.</summary>
    public string Folder { get; }

    /// <summary>Where it listens, also after it was started again.</summary>
    public Uri Address { get; }

    /// <summary>The last lines of its log.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Starts it and does not wait.</summary>
    public void Begin()
    {
        _process = Executable.Start(Folder, ["serve", "--urls", Address.ToString()], _environment);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts it and waits until it serves.</summary>
    public async Task StartAsync()
    {
        Begin();
        await UntilItServesAsync();
    }

    /// <summary>Waits until it serves.</summary>
    public async Task UntilItServesAsync()
    {
        using var client = new HttpClient();
        while (true)
        {
            Assert.False(_process!.HasExited, "The program ended by itself.\n" + Log);
            try
            {
                using var answer = await client.GetAsync(new Uri(Address, "health/live"), TestContext.Current.CancellationToken);
                return;
            }
            catch (HttpRequestException)
            {
                await Pause.Of(20);
            }
        }
    }

    /// <summary>Ends it without a word (SIGKILL), as a crash or a lack of memory does.</summary>
    public async Task KillAsync()
    {
        Assert.False(_process!.HasExited, "The program ended by itself.\n" + Log);
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Stops it where it stands (SIGSTOP), as a machine that is moved or swaps does.</summary>
    public void Freeze() => Signal(Stop);

    /// <summary>Lets it go on as if nothing had been (SIGCONT).</summary>
    public void Thaw() => Signal(Continue);

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private void Signal(int signal) => Assert.Equal(0, Signal(_process!.Id, signal));

    private void Keep(string? line)
    {
        _log.Enqueue(line ?? "");
        if (_log.Count > MostLines)
        {
            _log.TryDequeue(out _);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
