using IncidentBot.Chat;
using IncidentBot.People;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

public sealed class The_header_of_a_busy_incident
{
    private const int Seconds = 100;
    private const int ChangesASecond = 100;

    [Fact]
    public async Task Ten_thousand_changes_cost_no_more_updates_than_seconds()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var from = host.Time.GetUtcNow();
        var before = host.Slack.Calls("chat.update").Count;

        for (var second = 0; second < Seconds; second++)
        {
            await Task.WhenAll(
                Enumerable.Range(1, ChangesASecond).Select(i => ChangeAsync(host, channel.Id, (second * ChangesASecond) + i))
            );
            await host.DeliverAsync();
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await host.SettleAsync();
        var updates = host.Slack.Calls("chat.update").Skip(before).Where(call => call.Args["channel"] == channel.Id).ToList();
        Assert.InRange(updates.Count, 2, (updates[^1].At - from).TotalSeconds + 1);
        Assert.All(updates, update => Assert.True(update.Ok));
        Assert.Equal(
            1 + (Seconds * ChangesASecond),
            (await host.IncidentAsync(1)).Entries.Count(entry => entry.What is not Incidents.ChannelOpened)
        );
        Assert.Contains("10000", channel.Messages[0].ReadableText, StringComparison.Ordinal);
    }

    private static async Task ChangeAsync(SlackHost host, string channel, int number)
    {
        var words = $"impact {number} people cannot pay";
        var reply = await host.Bot.Desk.HandleAsync(
            new Inbound(new Person("slack:" + Priya, "Priya Raman"), "UTC", new Place("slack", channel), words, $"change {number}"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(Outcome.Recorded, reply.Outcome);
    }
}
