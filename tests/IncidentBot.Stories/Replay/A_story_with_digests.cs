using IncidentBot.Chat.Cards;
using IncidentBot.Testing;
using IncidentBot.WebChat;
using NodaTime;

namespace IncidentBot.Stories.Replay;

/// <summary>An outage on a Monday and the two weeks after it: the promises are gathered every Monday at 9:00.</summary>
public sealed class A_story_with_digests
{
    private const string Story = """
        @people amara=Amara Diallo, lee=Lee Novak
        2024-03-04 10:00 amara: /incident open Checkout down sev2
        +1m amara: /incident lead
        +1m amara: /incident task add Rotate the logs @lee due 2024-03-08
        +1m amara: /incident task add Alert on the disk @amara due 2024-03-15
        +1h lee: /incident resolved The disk is larger now
        +1m lee: /incident close
        2024-03-12 10:00 amara: /incident task done T2 https://wiki.example/disk
        2024-03-14 10:00 lee: /incident task done T1 https://wiki.example/logs
        +14d -: tick
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_comes_at_its_time_and_the_last_names_the_incident_that_owes_nothing_more()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        Assert.Empty(host.Result.Faults);

        var digests = (await host.Bot.WebMessages.ListAsync(WebPlatform.AnnouncementChannel, Cancellation))
            .Where(message => message.Card.Headline == "Corrective tasks this week")
            .ToList();

        Assert.Equal([Instant.FromUtc(2024, 3, 11, 9, 0), Instant.FromUtc(2024, 3, 18, 9, 0)], digests.Select(message => message.PostedAt));
        Assert.Contains("1 overdue, 1 due, 0 done", PlainTextCard.Render(digests[0].Card), StringComparison.Ordinal);
        Assert.Contains("0 overdue, 0 due, 2 done", PlainTextCard.Render(digests[1].Card), StringComparison.Ordinal);
        Assert.Contains("INC-1 Checkout down", PlainTextCard.Render(digests[1].Card).Split("All tasks done")[1], StringComparison.Ordinal);
    }
}
