using System.Globalization;
using IncidentBot.Benchmarks.Peers;
using IncidentBot.Testing;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Benchmarks.Stores;

/// <summary>
/// Signed slash commands that are on the disk before they are answered, on SQLite and PostgreSQL, beside a bare endpoint which inserts one row
/// with the same durability (target: 0.6 of its rate); two nodes on one database against one; and what a command costs beside many past
/// incidents and in a long one (target: 1.3 times).
/// </summary>
internal static class StoreFigures
{
    // Short ones in turn, so that whatever else the machine does is shared fairly.
    private const int Rounds = 5;
    private const string Note = "note Error rate is at 12 % and rising";

    private static readonly int[] Connections = [1, 16, 64, 256];

    /// <summary>Measures everything, or only <c>rates</c>, <c>nodes</c> or <c>growth</c>; the seconds of one run may follow.</summary>
    public static async Task RunAsync(string[] which)
    {
        var seconds = which is [.., var last] && int.TryParse(last, CultureInfo.InvariantCulture, out var given) ? given : 2;
        bool Wanted(string part) => which.Length == 0 || which.Contains(part) || (which.Length == 1 && int.TryParse(which[0], out _));
        if (Wanted("rates"))
        {
            await RatesAsync("sqlite", seconds);
            await RatesAsync("postgres", seconds);
        }

        if (Wanted("nodes"))
        {
            await NodesAsync(seconds);
        }

        if (Wanted("growth"))
        {
            await Growth.RunAsync();
        }
    }

    private static async Task RatesAsync(string store, int seconds)
    {
        await using var slack = await WorkspaceAsync();
        await using var place = await Databases.TakeAsync(store);
        await using var ours = await SlackServer.StartAsync(slack, place.Ours);
        await using var bare = await BareServer.StartAsync(place.Bare, slack.Options.SigningSecret);
        Console.WriteLine($"{store}: connections | IncidentBot /s | p50 ms | p99 ms | bare insert /s | p50 ms | p99 ms | ratio of rates");
        foreach (var connections in Connections)
        {
            await LoadAsync(slack, ours.Commands, ours.Channel, connections, 2);
            await LoadAsync(slack, bare.Commands, ours.Channel, connections, 2);
            var (our, their) = (new List<LoadResult>(), new List<LoadResult>());
            for (var round = 0; round < Rounds; round++)
            {
                our.Add(await LoadAsync(slack, ours.Commands, ours.Channel, connections, seconds));
                their.Add(await LoadAsync(slack, bare.Commands, ours.Channel, connections, seconds));
            }

            var (we, they) = (Middle(our), Middle(their));
            Console.WriteLine(
                $"{store} {connections, 4} | {we.PerSecond, 7:F0} | {we.P50, 6:F2} | {we.P99, 6:F2} | {they.PerSecond, 7:F0} | {they.P50, 6:F2} | {they.P99, 6:F2} | {Ratio(our, their):F2}"
            );
        }
    }

    // As many people on one node as on two together; the load comes in two halves either way, so that it costs the same.
    private static async Task NodesAsync(int seconds)
    {
        await using var slack = await WorkspaceAsync();
        await using var place = await Databases.TakeAsync("postgres");
        await using var first = await SlackServer.StartAsync(slack, place.Ours);
        await using var second = await SlackServer.JoinAsync(slack, place.Ours, first);
        var (one, two) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var alone = await HalvesAsync(slack, first, first, seconds);
            var both = await HalvesAsync(slack, first, second, seconds);
            if (round > 0)
            {
                one.Add(alone);
                two.Add(both);
            }
        }

        var (single, pair) = (one.Order().ElementAt(Rounds / 2), two.Order().ElementAt(Rounds / 2));
        Console.WriteLine($"64 people in one incident: one node {single:F0}/s, two nodes {pair:F0}/s, ratio {pair / single:F2}");
    }

    private static async Task<double> HalvesAsync(FakeSlack slack, SlackServer left, SlackServer right, int seconds)
    {
        var halves = await Task.WhenAll(
            LoadAsync(slack, left.Commands, left.Channel, 32, seconds),
            LoadAsync(slack, right.Commands, left.Channel, 32, seconds)
        );
        return halves.Sum(half => half.PerSecond);
    }

    private static async Task<FakeSlack> WorkspaceAsync()
    {
        var slack = await FakeSlack.StartAsync();
        slack.Workspace.AddUser("U1", "amara");
        slack.Workspace.AddChannel("C1", "ops");
        return slack;
    }

    private static async Task<LoadResult> LoadAsync(FakeSlack slack, Uri url, string channel, int connections, int seconds)
    {
        var file = Path.GetTempFileName();
        try
        {
            await SignedCommands.WriteAsync(file, slack.Options.SigningSecret, channel, Note, seconds * 40_000, $"{Guid.NewGuid():N}");
            var result = await Load.RunAsync(url, file, connections, seconds);
            return result.Failed == 0 ? result : throw new InvalidOperationException($"{result.Failed} commands failed at {url}.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static double Ratio(List<LoadResult> ours, List<LoadResult> theirs) =>
        ours.Zip(theirs, (our, their) => our.PerSecond / their.PerSecond).Order().ElementAt(Rounds / 2);

    private static LoadResult Middle(List<LoadResult> results) => results.OrderBy(result => result.PerSecond).ElementAt(Rounds / 2);
}

/// <summary>A database for the bot and one for the bare endpoint, of the same product on the same disk.</summary>
internal sealed class Databases : IAsyncDisposable
{
    private readonly string? _folder;

    private Databases(string ours, string bare, string? folder) => (Ours, Bare, _folder) = (ours, bare, folder);

    public string Ours { get; }

    public string Bare { get; }

    public static async Task<Databases> TakeAsync(string store)
    {
        if (store == "postgres")
        {
            return await PostgresCluster.MissingAsync() is { } missing
                ? throw new InvalidOperationException(missing)
                : new Databases(await PostgresCluster.TakeDatabaseAsync(), await PostgresCluster.TakeDatabaseAsync(), null);
        }

        var folder = Directory.CreateTempSubdirectory("incidentbot-stores-").FullName;
        return new Databases(Path.Combine(folder, "bot.db"), Path.Combine(folder, "bare.db"), folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is null)
        {
            await PostgresCluster.GiveBackAsync(Ours);
            await PostgresCluster.GiveBackAsync(Bare);
            return;
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
