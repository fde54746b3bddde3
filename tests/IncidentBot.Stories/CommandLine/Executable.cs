using System.Diagnostics;

namespace IncidentBot.Stories.CommandLine;

/// <summary>The program as people start it, in a folder of its own.</summary>
internal static class Executable
{
    // The server is built with the tests, in the folder beside theirs.
    private static readonly string Assembly = Path.Combine(
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "IncidentBot.Server")),
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)),
        "incidentbot.dll"
    );

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<Ended> RunAsync(string folder, string[] words, params (string Name, string Value)[] environment)
    {
        using var process = Start(folder, words, environment);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Ended(process.ExitCode, await output, await error);
    }

    /// <summary>Runs a verb in a terminal, and gives back what is written to it.</summary>
    public static async Task<string> RunInTerminalAsync(string folder, string[] words)
    {
        const string Script = "/usr/bin/script";
        if (!File.Exists(Script))
        {
            Assert.Skip("script (of util-linux), which makes a terminal, is absent.");
        }

        var start = new ProcessStartInfo(Script, ["-qec", $"dotnet '{Assembly}' {string.Join(' ', words)}", "/dev/null"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }

    /// <summary>Starts it and does not wait.</summary>
    public static Process Start(string folder, string[] words, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. words])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

/// <summary>How a run ended.</summary>
internal sealed record Ended(int Status, string Output, string Error);
