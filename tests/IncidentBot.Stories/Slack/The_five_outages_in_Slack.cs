using IncidentBot.Incidents;
using IncidentBot.Stories.Replay;
using IncidentBot.Testing;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Stories.Slack;

/// <summary>
/// The five outages told in Slack, on both ways in, while Slack fails as it can: the drafts are the web chat's, nothing that was
/// acknowledged is lost, nothing is posted twice.
/// </summary>
public class The_five_outages_in_Slack
{
    private static readonly SlackFault[] Faults =
    [
        SlackFault.RateLimited(2),
        SlackFault.ServerError(),
        SlackFault.ServerError(500),
        SlackFault.Garbage,
        SlackFault.ResetBefore,
        SlackFault.ResetAfter,
    ];

    private static readonly bool[] Either = [false, true];

    public static TheoryData<Outage, bool, bool> All =>
        [
            .. from outage in Outages.Five
            from sockets in Either
            from faults in Either
            select new TheoryDataRow<Outage, bool, bool>(outage, sockets, faults),
        ];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Give_the_same_drafts_as_the_web_chat(Outage outage, bool sockets, bool faults)
    {
        var text = RepositoryFiles.Story(outage.Story);
        var told = StoryReader.Read(text).Story;
        await using var web = await StoryHost.PlayAsync(text, TestContext.Current.CancellationToken);
        await using var host = await SlackHost.StartAtAsync(told.Lines[0].At, sockets);
        var story = new SlackStory(host, told) { Before = line => faults && sockets ? CutAsync(host, line) : Task.CompletedTask };
        if (faults)
        {
            host.Slack.Faults.EventsTwice = true;
            // A connection that cannot be made has tests of its own; here it would take the story's time.
            host.Slack.Faults.Always("apps.connections.open", SlackFault.Delay(TimeSpan.Zero));
            host.Slack.Faults.Randomly(outage.Story.Length, 0.2, Faults);
        }

        await story.PlayAsync();

        host.Slack.Faults.Clear();
        await host.SettleAsync();
        var expected = await web.DraftAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal(expected, await story.DraftAsync());
        await EverythingIsOnTheTimelineOnceAsync(host, web);
        await NothingWaitsAsync(host);
        NothingIsPostedTwice(host);
        await TheHeaderSaysHowItEndedAsync(host);
    }

    // Now all connections renewed in good order, now all of them cut.
    private static async Task CutAsync(SlackHost host, StoryLine line)
    {
        var before = host.Slack.Sockets.Accepted;
        switch (line.Number % 4)
        {
            case 0:
                host.Slack.Sockets.Drop();
                break;
            case 2:
                await host.Slack.Sockets.DisconnectAsync("warning");
                break;
            default:
                return;
        }

        await host.Slack.Until(() => host.Slack.Sockets.Accepted >= before + 2);
        await SlackHost.HeardAsync(host.SocketMode, 2);
    }

    private static async Task EverythingIsOnTheTimelineOnceAsync(SlackHost host, StoryHost web)
    {
        var there = await web.IncidentAsync(1, TestContext.Current.CancellationToken);
        var here = await host.IncidentAsync(1);
        Assert.Equal(Told(there), Told(here));
    }

    private static IEnumerable<string> Told(Incident incident) =>
        incident
            .Entries.Where(entry => entry.What is not (ChannelOpened or DeliveryGivenUp))
            .Select(entry => $"{entry.When.From} {entry.By.Name}: {entry.What.GetType().Name} {entry.What.Words}");

    private static async Task NothingWaitsAsync(SlackHost host) =>
        Assert.Equal(
            0L,
            await host.Bot.Database.ReadAsync(
                connection => Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, "select count(*) from outbox where platform = 'slack'"),
                TestContext.Current.CancellationToken
            )
        );

    private static void NothingIsPostedTwice(SlackHost host)
    {
        var keys = host
            .Slack.Workspace.Channels.SelectMany(channel => channel.Messages)
            .Select(message => message.Metadata?["event_payload"]?["key"]?.GetValue<string>())
            .OfType<string>()
            .ToList();
        Assert.NotEmpty(keys);
        Assert.Equal([], keys.GroupBy(key => key, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    private static async Task TheHeaderSaysHowItEndedAsync(SlackHost host)
    {
        var incident = await host.IncidentAsync(1);
        var header = host.Channel(1).Messages.First(message => message.ReadableText.Contains(incident.Title, StringComparison.Ordinal));
        Assert.Contains("closed", header.ReadableText, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>The same with SlackNet in the place of the bot's own client.</summary>
public sealed class The_five_outages_in_Slack_by_SlackNet : The_five_outages_in_Slack
{
    public The_five_outages_in_Slack_by_SlackNet() => SlackHost.Client = IncidentBot.Slack.SlackOptions.SlackNet;
}

/// <summary>The same with Hangfire waking the bot.</summary>
public sealed class The_five_outages_in_Slack_woken_by_Hangfire : The_five_outages_in_Slack
{
    public The_five_outages_in_Slack_woken_by_Hangfire() => Operations.StoryEngine.Name = "hangfire";
}

/// <summary>The same with both.</summary>
public sealed class The_five_outages_in_Slack_by_SlackNet_woken_by_Hangfire : The_five_outages_in_Slack
{
    public The_five_outages_in_Slack_by_SlackNet_woken_by_Hangfire() =>
        (SlackHost.Client, Operations.StoryEngine.Name) = (IncidentBot.Slack.SlackOptions.SlackNet, "hangfire");
}
