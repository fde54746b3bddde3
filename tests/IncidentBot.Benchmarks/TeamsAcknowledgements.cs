using IncidentBot.Benchmarks.Peers;
using IncidentBot.Testing.Slack;
using IncidentBot.Testing.Teams;

namespace IncidentBot.Benchmarks;

/// <summary>
/// Messages of Teams over HTTP, their tokens proved, each a note that is on the disk before it is acknowledged; beside the same notes by Slack's
/// slash command, in turn (target: the same figures). Then while connector and Graph give no answer.
/// </summary>
internal static class TeamsAcknowledgements
{
    private const int Rounds = 3;
    private const int Seconds = 6;
    private const int Signed = 300_000;
    private const string Words = "note Error rate is at 12 % and rising";

    /// <summary>Measures at 1, 8 and 32 connections; <c>alone</c> loads only ours at 32, for a profile.</summary>
    public static async Task RunAsync(params string[] how)
    {
        if (how is ["alone", ..])
        {
            await AloneAsync();
            return;
        }

        await using var teams = await FakeTeams.StartAsync();
        await using var slack = await FakeSlack.StartAsync();
        slack.Workspace.AddUser("U1", "amara");
        slack.Workspace.AddChannel("C1", "ops");
        await using var inTeams = await TeamsServer.StartAsync(teams);
        await using var inSlack = await SlackServer.StartAsync(slack);
        Console.WriteLine("connections | Teams /s | p50 ms | p99 ms | Slack /s | p50 ms | p99 ms | ratio of rates");
        foreach (var connections in new[] { 1, 8, 32 })
        {
            var ours = new List<LoadResult>();
            var theirs = new List<LoadResult>();
            for (var round = 0; round < Rounds; round++)
            {
                ours.Add(await InTeamsAsync(teams, inTeams, connections));
                theirs.Add(await InSlackAsync(slack, inSlack, connections));
            }

            var (we, they) = (Middle(ours), Middle(theirs));
            Console.WriteLine(
                $"{connections, 11} | {we.PerSecond, 8:F0} | {we.P50, 6:F2} | {we.P99, 6:F2} | {they.PerSecond, 8:F0} | {they.P50, 6:F2} | {they.P99, 6:F2} | {we.PerSecond / they.PerSecond:F2}"
            );
        }

        teams.Faults.Always(TeamsFaults.All, TeamsFault.Silent);
        var silent = await InTeamsAsync(teams, inTeams, 32);
        Console.WriteLine(
            $"connector and Graph silent: {silent.PerSecond:F0} messages/s acknowledged, p50 {silent.P50:F2} ms, p99 {silent.P99:F2} ms"
        );
        teams.Faults.Clear();
    }

    private static async Task AloneAsync()
    {
        await using var teams = await FakeTeams.StartAsync();
        await using var ours = await TeamsServer.StartAsync(teams);
        for (var round = 0; round <= Rounds; round++)
        {
            var result = await InTeamsAsync(teams, ours, 32);
            Console.WriteLine($"{result.PerSecond:F0} messages/s acknowledged, p50 {result.P50:F2} ms, p99 {result.P99:F2} ms");
        }
    }

    private static Task<LoadResult> InTeamsAsync(FakeTeams teams, TeamsServer server, int connections) =>
        LoadAsync(file => server.WriteAsync(teams, file, Words), teams.Endpoint!, connections, "teams/activities.lua");

    private static Task<LoadResult> InSlackAsync(FakeSlack slack, SlackServer server, int connections) =>
        LoadAsync(
            file => SignedCommands.WriteAsync(file, slack.Options.SigningSecret, server.Channel, Words, Signed, $"{Guid.NewGuid():N}"),
            server.Commands,
            connections,
            "slack/commands.lua"
        );

    private static async Task<LoadResult> LoadAsync(Func<string, Task> write, Uri url, int connections, string script)
    {
        var file = Path.GetTempFileName();
        try
        {
            await write(file);
            var result = await Load.RunAsync(url, file, connections, Seconds, script);
            return result.Failed == 0 ? result : throw new InvalidOperationException($"{result.Failed} requests failed at {url}.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static LoadResult Middle(List<LoadResult> results) => results.OrderBy(result => result.PerSecond).ElementAt(Rounds / 2);
}
