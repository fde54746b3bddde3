using IncidentBot.Incidents;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Stories.Replay;

/// <summary>Lines of a story that the bot refuses: told with their numbers, and nothing is lost around them.</summary>
public sealed class A_refused_line
{
    private const string Story = """
        # Half of these lines are wrong.
        @people amara=Amara Diallo
        2024-03-04 10:00 amara: /incident note Too early
        10:01 amara: :pushpin: Nobody's incident
        10:02 amara: /incident open Checkout is down sev1
        10:03 amara: /incident frobnicate it
        10:04 amara: /incident suspect
        10:05 amara: /incident ruledout H7 There is none
        10:06 amara: /incident note at 23:59 tomorrow It will be fine
        10:07 amara: /incident close
        10:08 amara: /incident INC-9 note Elsewhere
        10:09 amara: /incident open
        10:10 amara: :pushpin:
        10:11 amara: /incident resolved The certificate was renewed
        10:12 amara: /incident close
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_told_with_its_number_its_words_and_what_to_type()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        Assert.Empty(host.Unread);
        Assert.Equal([3, 4, 6, 7, 8, 9, 10, 11, 12, 13], host.Result.Faults.Select(fault => fault.Line));
        var unknown = host.Result.Faults.Single(fault => fault.Line == 6);
        Assert.Equal("/incident frobnicate it", unknown.Text);
        Assert.StartsWith("“frobnicate” is no command, and nothing was recorded.", unknown.Because, StringComparison.Ordinal);
        Assert.All(host.Result.Faults, fault => Assert.EndsWith(".", fault.Because.TrimEnd('`'), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Records_nothing_and_the_story_goes_on()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        var incident = await host.IncidentAsync(1, Cancellation);
        Assert.Equal(
            ["Checkout is down", "The certificate was renewed", ""],
            incident.Entries.Where(entry => entry.What is not ChannelOpened).Select(entry => entry.What.Words ?? "")
        );
        Assert.Equal(Duration.FromMinutes(9), incident.Duration);
    }

    [Fact]
    public async Task Does_not_make_an_incident_of_before_one_of_this_story()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        var player = new StoryPlayer(host.Bot, host.Clock);
        var (story, _) = StoryReader.Read("2024-03-05 09:00 amara: /incident INC-1 note It held\n+0m amara: /incident open Another one\n");
        var result = await player.PlayAsync(story, Cancellation);
        Assert.Empty(result.Faults);
        Assert.Equal([new IncidentId(2)], result.Incidents);
    }
}
