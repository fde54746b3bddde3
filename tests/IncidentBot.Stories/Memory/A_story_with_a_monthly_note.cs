using IncidentBot.Chat.Cards;
using IncidentBot.Testing;
using IncidentBot.WebChat;
using NodaTime;

namespace IncidentBot.Stories.Memory;

/// <summary>The same cause twice in two months, and a promise in between that nobody kept.</summary>
public sealed class A_story_with_a_monthly_note
{
    private const string Story = """
        @people amara=Amara Diallo, lee=Lee Novak
        2024-03-04 10:00 amara: /incident open Load balancer sends all traffic to one server sev2
        +1m amara: /incident detected A customer phoned
        +1m amara: /incident suspect The database
        +30m amara: /incident ruledout H1 Queries are normal
        +1m amara: /incident cause A configuration update of the load balancer
        +1m amara: /incident task add Test the load balancer's configuration @lee
        +1h amara: /incident resolved Rolled back
        +1m amara: /incident close
        2024-04-10 10:00 amara: /incident open Load balancer overloads one server sev2
        +1m amara: /incident detected Support tickets
        +1m amara: /incident suspect The database
        +20m amara: /incident ruledout H1 Queries are normal
        +1m amara: /incident cause The load balancer's configuration was changed again
        +1h amara: /incident resolved Rolled back
        2024-05-02 10:00 -: tick
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_on_the_first_of_the_month_what_recurs_and_what_a_broken_promise_has_cost()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        Assert.Empty(host.Result.Faults);

        var notes = (await host.Bot.WebMessages.ListAsync(WebPlatform.AnnouncementChannel, Cancellation))
            .Where(message => message.Card.Headline == "What the incidents of the last twelve months have in common")
            .ToList();

        Assert.Equal(
            [Instant.FromUtc(2024, 5, 1, 9, 0)],
            notes.Select(message => message.PostedAt).Where(at => at > Instant.FromUtc(2024, 4, 2, 0, 0))
        );
        var note = PlainTextCard.Render(notes[^1].Card);
        Assert.Contains("“load balancer”: 2 incidents (INC-1, INC-2)", note, StringComparison.Ordinal);
        Assert.Contains("2 of 2 incidents were noticed by people and not by monitoring (INC-1, INC-2)", note, StringComparison.Ordinal);
        Assert.Contains(
            "“database” was suspected first in 2 of 2 incidents and was wrong each time; that cost 50 min",
            note,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "INC-1/T1 Test the load balancer's configuration (Lee Novak): since then INC-2 of 2024-04-10, 1 h 23 min of outage",
            note,
            StringComparison.Ordinal
        );
    }
}
