using System.Collections.Concurrent;
using System.Diagnostics;

namespace IncidentBot.Testing;

/// <summary>A script of <c>tests/peers</c> that runs beside a test and ends with it.</summary>
public sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private PeerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What has to be installed before the scripts run; null when nothing is absent.</summary>
    public static string? Missing { get; } = WhatIsMissing();

    /// <summary>Every line the script has printed so far.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>Starts a script and waits until it says READY.</summary>
    public static async Task<PeerProcess> StartAsync(string script, params string[] arguments)
    {
        var peer = Start(script, arguments);
        await peer.WhenLine(line => line.StartsWith("READY", StringComparison.Ordinal));
        return peer;
    }

    /// <summary>Starts a script that needs no time to get ready.</summary>
    public static PeerProcess Start(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Folder(), script), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new PeerProcess(Process.Start(start) ?? throw new InvalidOperationException("node does not start."));
    }

    /// <summary>The first line that fits, printed already or still to come.</summary>
    public async Task<string> WhenLine(Predicate<string> fits)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            if (Lines.FirstOrDefault(line => fits(line)) is { } found)
            {
                return found;
            }

            try
            {
                await _arrived.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException error)
            {
                throw new TimeoutException($"The peer did not say it. It said: {string.Join('\n', Lines)}", error);
            }
        }
    }

    public Task SayAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _arrived.Dispose();
    }

    private static string? WhatIsMissing()
    {
        if (!Directory.Exists(Path.Combine(Folder(), "node_modules")))
        {
            return "tests/peers/node_modules is missing: run npm ci in tests/peers.";
        }

        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return paths.Any(path => File.Exists(Path.Combine(path, "node")) || File.Exists(Path.Combine(path, "node.exe")))
            ? null
            : "node is missing.";
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IncidentBot.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "tests", "peers");
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
            _arrived.Release();
        }
    }
}
