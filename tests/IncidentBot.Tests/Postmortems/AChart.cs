using IncidentBot.Postmortems;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Tests.Postmortems;

public sealed class AChart
{
    private static readonly AnIncident Outage = AnIncident
        .Opened.After("detected Monitoring", "suspect The database: it's #1; \"slow\"")
        .Later(Duration.FromMinutes(20))
        .After("ruledout H1 Load is normal", "suspect A full disk")
        .Later(Duration.FromMinutes(5))
        .After("confirm H2 It is full", "mitigated Old logs deleted")
        .Later(Duration.FromMinutes(10))
        .After("resolved Over");

    [Fact]
    public void Shows_the_phases_and_each_hypothesis_with_its_cost() =>
        Assert.Equal(
            """
            ```mermaid
            gantt
                dateFormat YYYY-MM-DD HH:mm
                axisFormat %H:%M
                section Outage
                until it was detected, 1 min :2026-03-03 10:00, 2026-03-03 10:01
                until the temporary fix, 30 min :2026-03-03 10:01, 2026-03-03 10:31
                until it was over, 11 min :2026-03-03 10:31, 2026-03-03 10:42
                section Hypotheses
                H1 The database it s 1 slow, cost 21 min :crit, 2026-03-03 10:02, 2026-03-03 10:23
                H2 A full disk, right, 6 min :done, 2026-03-03 10:24, 2026-03-03 10:30
            ```
            """.ReplaceLineEndings("\n"),
            Diagram(PostmortemDraft.Markdown(Outage.Incident))
        );

    [Fact]
    public void Is_drawn_in_the_page_where_nothing_runs()
    {
        var page = PostmortemDraft.Html(Outage.Incident);

        Assert.DoesNotContain("language-mermaid", page, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"chart\"", page, StringComparison.Ordinal);
        Assert.Contains("H1 The database: it&#39;s #1; &quot;slow&quot;, cost 21 min</text>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("note X")]
    [InlineData("suspect X")]
    public void Is_none_where_nobody_said_when_it_was_over(string line) =>
        Assert.DoesNotContain("mermaid", PostmortemDraft.Markdown(AnIncident.Opened.After(line).Incident), StringComparison.Ordinal);

    [Fact]
    public void Goes_by_one_offset_where_the_clocks_are_set_back_meanwhile()
    {
        var incident = AnIncident
            .OpenedBy("Web stack slow at 2025-10-26 00:30 UTC")
            .After("resolved at 2025-10-26 02:30 UTC Over")
            .Incident;

        Assert.Contains("2 h :2025-10-26 00:30, 2025-10-26 02:30", PostmortemDraft.Markdown(incident), StringComparison.Ordinal);
    }

    private static string Diagram(string draft)
    {
        var from = draft.IndexOf("```mermaid", StringComparison.Ordinal);
        return draft[from..(draft.IndexOf("```", from + 3, StringComparison.Ordinal) + 3)];
    }
}
