using BenchmarkDotNet.Running;

namespace IncidentBot.Benchmarks;

internal static class Measure
{
    private static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Measure).Assembly).Run(args);
}
