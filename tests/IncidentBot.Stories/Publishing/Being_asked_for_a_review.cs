using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Testing;

namespace IncidentBot.Stories.Publishing;

public sealed class Being_asked_for_a_review
{
    // 2026-03-03 is a Tuesday.
    private const string Opening = """
        @people amara=Amara Diallo, lee=Lee Novak
        2026-03-03 10:00 amara: /incident open The web stack is slow sev2
        +1m lee: /incident note I am here
        +1m amara: /incident resolved It is over
        +1m amara: /incident close
        +1m amara: /incident postmortem review @lee
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_told_and_told_again_on_working_mornings_until_it_is_done()
    {
        await using var host = await StoryHost.PlayAsync(Opening, Cancellation);
        await host.PlayOnAsync("2026-03-05 08:59 -: tick", Cancellation);
        Assert.Equal(0, await RemindersAsync(host));

        await host.PlayOnAsync("2026-03-05 09:01 -: tick", Cancellation);
        Assert.Equal(1, await RemindersAsync(host));

        await host.PlayOnAsync("2026-03-09 09:01 -: tick", Cancellation);
        Assert.Equal(2, await RemindersAsync(host));

        await host.PlayOnAsync(
            """
            2026-03-09 10:00 lee: /incident postmortem approve Well written
            2026-03-16 09:00 -: tick
            """,
            Cancellation
        );
        Assert.Equal(2, await RemindersAsync(host));
        Assert.Equal(PostmortemState.InReview, PostmortemStates.Of(await host.IncidentAsync(1, Cancellation)));
    }

    private static async Task<int> RemindersAsync(StoryHost host) =>
        (await host.IncidentAsync(1, Cancellation)).Entries.Count(entry => entry.What is ReviewReminded);
}
