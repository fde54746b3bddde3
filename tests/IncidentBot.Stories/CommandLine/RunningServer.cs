using System.Data.Common;
using System.Diagnostics;
using System.Runtime.InteropServices;
using IncidentBot.Storage;
using IncidentBot.Testing;

namespace IncidentBot.Stories.CommandLine;

/// <summary>The bot serving on a free port, as a process of its own: it can be stopped, killed and started again on the same data.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private Process _process;
    private Task<string> _log;

    private readonly StoryStore? _store;

    private RunningServer(Process process, Task<string> log, StoryStore? store, string folder, string address)
    {
        _process = process;
        _log = log;
        _store = store;
        Folder = folder;
        Address = address;
    }

    /// <summary>Where it was started; its database is in <c>data</c> below.</summary>
    public string Folder { get; }

    /// <summary>What it was told, for another program on the same data.</summary>
    public (string Name, string Value)[] Environment { get; private init; } = [];

    /// <summary>Its database, for a test that meddles with it.</summary>
    public DbConnection Connect() =>
        (StoryStore.OnPostgres ? _store!.Dialect : new SqliteDialect(Path.Combine(Folder, "data", "incidentbot.db"))).Connect();

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>Starts it; on a database of its own, or on one that it shares with another.</summary>
    public static async Task<RunningServer> StartAsync(StoryStore? shared = null, params (string Name, string Value)[] settings)
    {
        var own = shared is null ? await StoryStore.TakeAsync() : null;
        var folder = Directory.CreateTempSubdirectory("incidentbot-").FullName;
        (string Name, string Value)[] environment = [.. (shared ?? own!).Environment, .. settings];
        var (process, log, address) = await StartAsync(folder, "http://127.0.0.1:0", environment);
        return new RunningServer(process, log, own, folder, address) { Environment = environment };
    }

    /// <summary>Ends it without a word, as a crash does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _process.Dispose();
    }

    /// <summary>Starts it again on the same data and the same port.</summary>
    public async Task StartAgainAsync() => (_process, _log, _) = await StartAsync(Folder, Address, Environment);

    /// <summary>Its number among the machine's processes.</summary>
    public int ProcessId => _process.Id;

    /// <summary>All that it has logged, once it has ended.</summary>
    public Task<string> LogAsync() => _log;

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
        await (_store?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>Asks it to stop, as Ctrl+C or a service manager does; gives back the exit status.</summary>
    public async Task<int> StopAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are absent on this system");
        _ = Signal(_process.Id, 15);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    private static async Task<(Process, Task<string>, string)> StartAsync(
        string folder,
        string url,
        (string Name, string Value)[] environment
    )
    {
        var process = Executable.Start(folder, ["serve", "--urls", url], environment);
        var log = process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Trim().StartsWith("Web chat", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                var address = line.Trim()["Web chat".Length..].Trim();
                return (process, log, address[..address.LastIndexOf('/')]);
            }
        }

        throw new InvalidOperationException("The server ended before it was ready.");
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
