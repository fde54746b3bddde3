using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Testing;

namespace IncidentBot.Stories.Replay;

/// <summary>The tutorial, played to its end by somebody who types what the guide says and nothing else.</summary>
public sealed class The_tutorial
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_types_what_the_guide_says_ends_with_a_postmortem_that_lacks_nothing()
    {
        await using var host = await PlayedToItsEndAsync();
        var incident = await host.IncidentAsync(1, Cancellation);
        Assert.Empty(host.Result.Faults);
        Assert.True(incident is { IsClosed: true, IsDrill: true, IsTutorial: true });
        var draft = await host.DraftAsync(1, Cancellation);
        Assert.DoesNotContain("## Missing", draft, StringComparison.Ordinal);
        Assert.Contains("drill", draft, StringComparison.Ordinal);
        Assert.Contains("**H1** The database is overloaded (Amara Diallo, 10:03–10:04): cost **1 min**", draft, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_says_the_next_step()
    {
        await using var host = await PlayedToItsEndAsync();
        Assert.All(host.Result.Answers, answer => Assert.IsType<Paragraph>(answer.Reply.Card.Parts[^1]));
        Assert.Contains("That was it", host.LastAnswer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_the_guide_wants_is_found_fault_with()
    {
        await using var host = await PlayedToItsEndAsync();
        Assert.All(
            host.Result.Answers,
            answer => Assert.DoesNotContain("retime", PlainTextCard.Render(answer.Reply.Card), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task It_counts_in_no_statistics()
    {
        await using var host = await PlayedToItsEndAsync();
        await host.PlayOnAsync("2026-03-03 12:00 amara: /incident stats 7d", Cancellation);
        Assert.StartsWith("No incident in the last", host.LastAnswer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_a_real_incident_only_that_one_and_its_tasks_are_counted()
    {
        await using var host = await PlayedToItsEndAsync();
        await host.PlayOnAsync(
            """
            2026-03-03 12:00 amara: /incident open Search is down sev1
            +10m amara: /incident resolved Index restored
            +0m amara: /incident task add Watch the index
            +0m amara: /incident stats 7d
            """,
            Cancellation
        );
        Assert.Contains("1 incident\n", host.LastAnswer, StringComparison.Ordinal);
        Assert.Contains("Time to resolve: 10 min (median of 1)", host.LastAnswer, StringComparison.Ordinal);
        Assert.Contains("Corrective tasks: 1 open, 0 overdue", host.LastAnswer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_in_a_drill_reaches_nobody()
    {
        await using var host = await StoryHost.PlayAsync(
            """
            @people amara=Amara Diallo, lee=Lee Novak
            2026-03-03 10:00 amara: /incident open Practice: database gone drill
            +1m amara: /incident page @lee Please come
            """,
            Cancellation
        );
        Assert.Contains("nobody is paged", host.LastAnswer, StringComparison.Ordinal);
        Assert.DoesNotContain(await host.Bot.VisibleChannels.ListAsync("web:lee", Cancellation), line => line.Channel.Id == "dm-web:lee");
    }

    private static async Task<StoryHost> PlayedToItsEndAsync()
    {
        var host = await StoryHost.PlayAsync("@people amara=Amara Diallo\n2026-03-03 10:00 amara: /incident tutorial", Cancellation);
        for (var minute = 1; minute < 30 && !(await host.IncidentAsync(1, Cancellation)).IsClosed; minute++)
        {
            var guide = Assert.IsType<Paragraph>(host.Result.Answers[^1].Reply.Card.Parts[^1]);
            var next = guide.Text.Spans.OfType<CodeSpan>().First().Text;
            await host.PlayOnAsync($"@people amara=Amara Diallo\n2026-03-03 10:{minute:00} amara: /incident {next}", Cancellation);
        }

        return host;
    }
}
