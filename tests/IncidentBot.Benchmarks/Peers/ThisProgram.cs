using System.Diagnostics;

namespace IncidentBot.Benchmarks.Peers;

/// <summary>This program once more, as the server that is measured from outside.</summary>
internal static class ThisProgram
{
    /// <summary>Starts it with these arguments; whoever starts it reads what it prints and closes its input to end it.</summary>
    public static Process Start(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [typeof(ThisProgram).Assembly.Location, .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        ) ?? throw new InvalidOperationException("dotnet does not start.");
}
