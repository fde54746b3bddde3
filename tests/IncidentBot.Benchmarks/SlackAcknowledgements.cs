using System.Globalization;
using IncidentBot.Benchmarks.Peers;
using IncidentBot.Testing;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Benchmarks;

/// <summary>
/// Slash commands over HTTP, signed, answered: ours writes a note to the disk before it answers, a Bolt app only acknowledges. The same load
/// on both in turn (target: at 32 connections 2.5 times Bolt's rate, p99 no worse). Then the same load on ours while Slack's own API takes
/// five seconds for an answer, and while it gives none (target: p99 under 100 ms).
/// </summary>
internal static class SlackAcknowledgements
{
    // Short ones in turn, so that whatever else the machine does is shared fairly.
    private const int Rounds = 7;
    private const int Seconds = 4;

    // More than either can use up in one run.
    private const int Signed = 150_000;

    private static readonly int[] Connections = [1, 8, 32];

    /// <summary>Measures; at these numbers of connections, or at 1, 8 and 32. <c>alone</c> loads only ours, for a profile.</summary>
    public static async Task RunAsync(params string[] connections)
    {
        if (connections is ["alone", .. var rounds])
        {
            await AloneAsync(rounds is [var many] ? int.Parse(many, CultureInfo.InvariantCulture) : Rounds);
            return;
        }

        await AgainstBoltAsync(
            connections.Length == 0 ? Connections : [.. connections.Select(text => int.Parse(text, CultureInfo.InvariantCulture))]
        );
        await WhileSlackIsSlowAsync("answers after 5 s", SlackFault.Delay(TimeSpan.FromSeconds(5)));
        await WhileSlackIsSlowAsync("does not answer", SlackFault.Silent);
    }

    private static async Task AgainstBoltAsync(int[] wanted)
    {
        await using var slack = await WorkspaceAsync();
        await using var ours = await SlackServer.StartAsync(slack);
        var port = FreePort();
        await using var bolt = await PeerProcess.StartAsync("slack/bolt-ack.mjs", $"{port}", slack.Options.SigningSecret);
        var theirs = new Uri($"http://127.0.0.1:{port}/slack/commands");

        Console.WriteLine("connections | IncidentBot /s | p50 ms | p99 ms | Bolt /s | p50 ms | p99 ms | ratio of rates");
        foreach (var connections in wanted)
        {
            await LoadAsync(slack, ours.Commands, ours.Channel, connections, 1);
            await LoadAsync(slack, theirs, ours.Channel, connections, 1);
            var our = new List<LoadResult>();
            var their = new List<LoadResult>();
            for (var round = 0; round < Rounds; round++)
            {
                our.Add(await LoadAsync(slack, ours.Commands, ours.Channel, connections, Seconds));
                their.Add(await LoadAsync(slack, theirs, ours.Channel, connections, Seconds));
            }

            var (we, they) = (Middle(our), Middle(their));
            Console.WriteLine(
                $"{connections, 11} | {we.PerSecond, 14:F0} | {we.P50, 6:F2} | {we.P99, 6:F2} | {they.PerSecond, 7:F0} | {they.P50, 6:F2} | {they.P99, 6:F2} | {Ratio(our, their):F2}"
            );
        }
    }

    // For a profile: nothing but ours, at the largest number of connections.
    private static async Task AloneAsync(int rounds)
    {
        await using var slack = await WorkspaceAsync();
        await using var ours = await SlackServer.StartAsync(slack);
        for (var round = 0; round <= rounds; round++)
        {
            var result = await LoadAsync(slack, ours.Commands, ours.Channel, Connections[^1], Seconds);
            Console.WriteLine($"{result.PerSecond:F0} commands/s acknowledged, p50 {result.P50:F2} ms, p99 {result.P99:F2} ms");
        }
    }

    private static async Task WhileSlackIsSlowAsync(string how, SlackFault fault)
    {
        await using var slack = await WorkspaceAsync();
        await using var ours = await SlackServer.StartAsync(slack);
        slack.Faults.Always(SlackFaults.All, fault);
        var result = await LoadAsync(slack, ours.Commands, ours.Channel, 32, Seconds);
        Console.WriteLine(
            $"Slack's API {how}: {result.PerSecond:F0} commands/s acknowledged, p50 {result.P50:F2} ms, p99 {result.P99:F2} ms"
        );
        slack.Faults.Clear();
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
            await SignedCommands.WriteAsync(
                file,
                slack.Options.SigningSecret,
                channel,
                "note Error rate is at 12 % and rising",
                Signed,
                $"{Guid.NewGuid():N}"
            );
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

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
