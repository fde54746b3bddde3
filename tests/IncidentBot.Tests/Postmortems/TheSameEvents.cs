using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Postmortems;

public sealed class TheSameEvents
{
    public static TheoryData<string> Formats => ["md", "html", "json"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Give_the_same_bytes_however_often_and_from_however_many_threads(string format)
    {
        var expected = Write(format);

        Assert.All(Enumerable.Range(0, 64).AsParallel().Select(_ => Write(format)).ToList(), draft => Assert.Equal(expected, draft));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Give_lines_that_end_in_a_line_feed_alone(string format)
    {
        var draft = Write(format);

        Assert.DoesNotContain('\r', draft);
        Assert.EndsWith("\n", draft, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", draft, StringComparison.Ordinal);
    }

    // Made anew each time: nothing of it is shared but the events.
    private static string Write(string format)
    {
        var told = AnIncident
            .OpenedBy("Web stack slow private")
            .After("detected A customer called\r\ntwice", "role scribe <@fake:zoe|Zoe Outsider>", "role commander <@fake:lee|Lee Novak>")
            .After(
                "role driver <@fake:amara|Amara Diallo>",
                "suspect The network",
                "ruledout H1 It is quiet",
                "task add Rest",
                "task sub T1 Sleep"
            )
            .Incident;
        var incident = Incident.From(
            told.Id,
            told.Entries.Select(entry => new Recorded(entry.Number, entry.What, entry.When, entry.RecordedAt, entry.By))
        );
        return format switch
        {
            "md" => PostmortemDraft.Markdown(incident),
            "html" => PostmortemDraft.Html(incident),
            _ => PostmortemDraft.Json(incident),
        };
    }
}
