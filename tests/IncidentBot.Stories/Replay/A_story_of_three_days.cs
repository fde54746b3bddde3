using IncidentBot.Chat.Cards;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.StatusUpdates;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Stories.Replay;

/// <summary>Three days with long silences: what falls due in between happens at its own time.</summary>
public sealed class A_story_of_three_days
{
    private const string Story = """
        @zone Europe/Berlin
        @people amara=Amara Diallo, lee=Lee Novak
        2024-03-04 10:00 amara: /incident open Exports arrive late sev3
        +0m  amara: /incident lead
        10:10 lee: /incident suspect The queue is full for 20m
        10:15 lee: /incident suspect The mail server throttles us for 2h
        10:20 lee: /incident suspect A partner's certificate has run out for 45m
        10:25 lee: /incident ruledout H3 It is valid until June
        10:30 amara: /incident update Exports are late, we are looking next 1h
        +1d  -: tick
        2024-03-05 11:00 lee: /incident ruledout H1 It is empty at night too
        +0m  amara: /incident update Still late, a workaround is in place next 4h
        14:00 amara: /incident update The partner is changing its limits next 1d
        2024-03-06 13:00 lee: /incident confirm H2 They let through 10 a minute
        13:30 amara: /incident resolved The partner has lifted the limit
        +1d  -: tick
        +0m  amara: /incident close
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_bot_asks_at_the_due_times_and_for_what_was_decided_it_does_not_ask()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        Assert.Empty(host.Result.Faults);
        var asked = (await host.IncidentAsync(1, Cancellation)).Entries.Where(entry => entry.By == Person.Bot);
        Assert.Equal(
            ["2024-03-04 10:30 H1", "2024-03-04 11:30 update", "2024-03-04 12:15 H2"],
            asked
                .Where(entry => entry.What is TimeBoxEnded or StatusUpdateFellDue)
                .Select(entry => $"{Local(entry.RecordedAt)} {(entry.What is TimeBoxEnded box ? $"H{box.Hypothesis}" : "update")}")
        );
    }

    [Fact]
    public async Task What_it_asks_stands_in_the_channel_with_the_due_time()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        var posts = (await host.ChannelAsync(1, Cancellation)).Where(message => message.Author == Person.Bot).ToList();
        Assert.Equal(
            ["2024-03-04 10:30", "2024-03-04 12:15"],
            posts
                .Where(post => post.Card.Headline.Contains("still the best guess", StringComparison.Ordinal))
                .Select(post => Local(post.PostedAt))
        );
        var due = Assert.Single(posts, post => post.Card.Headline == "The next status update is due");
        Assert.Equal("2024-03-04 11:30", Local(due.PostedAt));
        Assert.Contains("Amara Diallo", PlainTextCard.Render(due.Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hypotheses_cost_days_and_overlap_without_being_counted_twice()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        var incident = await host.IncidentAsync(1, Cancellation);
        Assert.Equal(Duration.FromHours(51.5), incident.Duration);
        Assert.Equal(Duration.FromHours(51), incident.TimeToCause);
        Assert.Equal([Duration.FromMinutes((24 * 60) + 50), Duration.FromMinutes(5)], incident.TimeLost.Paths.Select(path => path.Least));
        Assert.Equal(Duration.FromMinutes((24 * 60) + 50), incident.TimeLost.Total);
    }

    [Fact]
    public async Task The_draft_shows_the_days()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        var draft = await host.DraftAsync(1, Cancellation);
        string[] days = ["### 2024-03-04", "### 2024-03-05", "### 2024-03-06", "CET (UTC+1)"];
        Assert.All(days, day => Assert.Contains(day, draft, StringComparison.Ordinal));
    }

    private static string Local(Instant at) => Times.TimeText.DateAndClock(at, DateTimeZoneProviders.Tzdb["Europe/Berlin"]);
}
