using System.Diagnostics;
using System.Globalization;

namespace IncidentBot.Benchmarks.Peers;

/// <summary>What a run of wrk measured; times in milliseconds.</summary>
internal sealed record LoadResult(double PerSecond, double P50, double P99, int Failed);

/// <summary>Drives a server with signed commands through wrk, and reads what it measured.</summary>
internal static class Load
{
    public static async Task<LoadResult> RunAsync(
        Uri url,
        string commands,
        int connections,
        int seconds,
        string script = "slack/commands.lua"
    )
    {
        var file = Path.Combine([Repository.Root, "tests", "peers", .. script.Split('/')]);
        var start = new ProcessStartInfo("wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "-s", file, url.ToString(), "--", commands])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var wrk = Process.Start(start) ?? throw new InvalidOperationException("wrk does not start; install the package wrk.");
        var said = await wrk.StandardOutput.ReadToEndAsync() + await wrk.StandardError.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        var line =
            said.Split('\n').FirstOrDefault(text => text.StartsWith("RESULT ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException(said);
        var numbers = line.Split(' ').Skip(1).Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new LoadResult(numbers[0] * 1e6 / numbers[1], numbers[2] / 1000.0, numbers[3] / 1000.0, (int)numbers[4]);
    }
}

/// <summary>Where the repository is, seen from the benchmark's own program.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "IncidentBot.sln")) ? folder
        : Path.GetDirectoryName(folder) is { } parent ? Find(parent)
        : throw new InvalidOperationException("The benchmarks run from inside the repository.");
}
