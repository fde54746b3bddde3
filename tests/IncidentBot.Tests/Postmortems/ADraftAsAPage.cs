using System.Text.RegularExpressions;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Writing;
using IncidentBot.Testing;
using IncidentBot.Times;

namespace IncidentBot.Tests.Postmortems;

public sealed partial class ADraftAsAPage
{
    private const string Hostile = """
        <script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) <javascript:alert(1)> ![b](x) ]( "><svg onload=alert(1)> </title></style>
        <script>
        # heading
        """;

    [Fact]
    public void Is_whole_and_prints_by_itself()
    {
        var page = PostmortemDraft.Html(AnIncident.Opened.Incident);

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.Contains("<title>Postmortem INC-1: Web stack slow</title>", page, StringComparison.Ordinal);
        Assert.Contains("@media print", page, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_nothing_that_people_wrote()
    {
        var page = PostmortemDraft.Html(Told(Hostile));

        Assert.DoesNotMatch("<(script|img|svg|a )", page);
        Assert.Equal(Elements(PostmortemDraft.Html(Told("word"))), Elements(page).Where(element => element != "<br />"));
    }

    [Fact]
    public void Links_to_the_web() =>
        Assert.Contains(
            "<a href=\"https://example.com/a_b?c=1&amp;d=2\">https://example.com/a_b?c=1&amp;d=2</a>",
            PostmortemDraft.Html(Drafting.Noting("See https://example.com/a_b?c=1&d=2.")),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("[a](javascript:alert(1))")]
    [InlineData("[a](JaVaScRiPt:alert(1))")]
    [InlineData("[a](data:text/html,x)")]
    [InlineData("![a](file:///etc/passwd)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<vbscript:x>")]
    [InlineData("<script>alert(1)</script>")]
    public void Runs_nothing_that_a_template_wrote(string markdown)
    {
        var page = PostmortemPage.Of(AnIncident.Opened.Incident, markdown);

        Assert.DoesNotMatch("(?i)(href|src)=\"[^\"]", page);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    private static Incident Told(string words)
    {
        var when = Moment.Exact(TestClock.Tuesday, "UTC");
        var incident = Drafting.Told(
            "UTC",
            when,
            (when, new Noted(words)),
            (when, new CauseStated(words)),
            (when, new TaskAdded(1, words))
        );
        return incident.Apply(new Recorded(incident.Sequence + 1, new EntryCorrected(1, "", words), when, TestClock.Tuesday, Cast.Amara));
    }

    private static IEnumerable<string> Elements(string page) => Element().Matches(page).Select(match => match.Value);

    [GeneratedRegex("<[a-zA-Z/!][^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Element();
}
