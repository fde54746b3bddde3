using IncidentBot.Chat.Cards;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Stories.Replay;

/// <summary>A bad outage at night that nobody writes down: the bot asks, and people answer or ask for quiet.</summary>
public sealed class A_story_with_nudges
{
    private const string Story = """
        @zone Europe/Berlin
        @people amara=Amara Diallo, lee=Lee Novak
        2024-03-04 02:00 amara: /incident open Checkout down sev1
        02:07 amara: /incident lead
        02:08 amara: /incident page @lee The database does not answer
        02:20 lee: /incident ack I am at the console
        02:21 lee: /incident note The disk is full
        02:45 amara: /incident update Payments fail, we free the disk next 30m
        02:46 amara: /incident quiet until 04:00
        04:25 lee: /incident mitigated The old logs are gone
        +3h lee: /incident resolved The disk is larger now
        +1d -: tick
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_bot_asks_what_is_so_and_no_more_than_that()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);

        Assert.Empty(host.Result.Faults);
        Assert.Equal(
            [
                "02:05 Nobody leads yet",
                "02:15 A call has no answer yet",
                "02:41 How does it stand?",
                "04:00 The next status update is due + How does it stand?",
            ],
            await NudgesAsync(host)
        );
    }

    [Fact]
    public async Task What_the_bot_says_is_no_entry_so_people_number_their_own()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        var paged = (await host.IncidentAsync(1, Cancellation)).Entries.Single(entry => entry.What is Incidents.Paged);

        // Opened, its channel, the lead, the page.
        Assert.Equal(4, paged.Number);
        Assert.DoesNotContain("Nobody leads", await host.DraftAsync(1, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drill_is_nudged_too_for_that_is_what_it_trains()
    {
        await using var host = await StoryHost.PlayAsync(
            """
            @people amara=Amara Diallo
            2024-03-04 10:00 amara: /incident open Practice: database gone sev1 drill
            +30m -: tick
            """,
            Cancellation
        );

        Assert.Equal(["10:05 Nobody leads yet", "10:20 How does it stand?"], await NudgesAsync(host, "UTC"));
    }

    private static async Task<List<string>> NudgesAsync(StoryHost host, string zone = "Europe/Berlin") =>
        [
            .. (await host.ChannelAsync(1, Cancellation))
                .Where(message => message.Card.Parts.OfType<Buttons>().Any(row => row.Row.Any(button => button.Label == "Quiet for 1 h")))
                .Select(message =>
                    $"{Times.TimeText.Clock(message.PostedAt, DateTimeZoneProviders.Tzdb[zone])} {message.Card.Headline}"
                    + (message.Card.Parts.OfType<Paragraph>().Count() > 1 ? " + How does it stand?" : "")
                ),
        ];
}
