using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using IncidentBot.Benchmarks.Jobs;
using IncidentBot.Benchmarks.Stores;

namespace IncidentBot.Benchmarks;

internal static class Measure
{
    // In this process: the benchmarks need the product as it was built here, not a project generated beside it.
    private static async Task Main(string[] args)
    {
        switch (args)
        {
            case ["start"]:
                await StartAndMemory.RunAsync();
                return;
            case ["import"]:
                await ImportFigures.RunAsync();
                return;
            case ["jobs"]:
                await JobFigures.RunAsync();
                return;
            case ["slack", .. var connections]:
                await SlackAcknowledgements.RunAsync(connections);
                return;
            case [Peers.SlackServer.Argument, var database, var api, var token, var secret]:
                await Peers.SlackServer.ServeAsync(database, api, token, secret);
                return;
            case ["stores", .. var which]:
                await StoreFigures.RunAsync(which);
                return;
            case [BareServer.Argument, var database, var secret]:
                await BareServer.ServeAsync(database, secret);
                return;
            case ["memory", .. var many]:
                await MemoryScale.RunAsync(many);
                return;
            case ["similar"]:
                await SimilarFigures.RunAsync();
                return;
            case ["teams", .. var how]:
                await TeamsAcknowledgements.RunAsync(how);
                return;
            case [Peers.TeamsServer.Argument, var folder, var teams, var team]:
                await Peers.TeamsServer.ServeAsync(folder, teams, team);
                return;
        }

        BenchmarkSwitcher
            .FromAssembly(typeof(Measure).Assembly)
            .Run(args, DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance)));
    }
}
