using System.Text.Json;
using IncidentBot.Postmortems;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Contracts.Postmortems;

/// <summary>Mermaid's own parser reads the diagram of every draft, whatever people typed.</summary>
public sealed class A_diagram_that_Mermaid_reads
{
    private static readonly string[] Words =
    [
        "The database: it's #1; \"slow\"",
        "section Hypotheses",
        "end",
        "gantt",
        "click H1 href \"javascript:alert(1)\"",
        "%% comment %%{init: {}}%%",
        ":crit, 2026-03-03 10:00, 1d",
        "a :done, b, after c",
        "<script>alert(1)</script>",
        "title dateFormat YYYY axisFormat %H todayMarker off",
        "---",
        "```",
        "Überlast 過負荷 перегрузка حمل",
        "🔥🔥",
        "{{}} [] () ||",
        "&lt; #35; #quot;",
        "accTitle: x accDescr { y }",
        "vert milestone active",
        "1, 2, 3",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_read_whatever_people_typed_into_it()
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        var diagrams = Words.Concat(Words.SelectMany(word => Words.Select(other => word + other))).Select(Diagram).ToList();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(diagrams.Append("gantt\n  foo : bar\n ::: x")), Cancellation);
            await using var mermaid = await PeerProcess.StartAsync("mermaid/parse.mjs", file);
            var lines = mermaid
                .Lines.Where(line =>
                    line.StartsWith("OK ", StringComparison.Ordinal) || line.StartsWith("ERROR ", StringComparison.Ordinal)
                )
                .ToList();

            Assert.Equal(Enumerable.Range(0, diagrams.Count).Select(i => $"OK {i} gantt"), lines.SkipLast(1));
            Assert.StartsWith($"ERROR {diagrams.Count}", lines[^1], StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Diagram(string words)
    {
        var draft = PostmortemDraft.Markdown(
            AnIncident
                .Opened.After("detected Monitoring", "suspect It was " + words)
                .Later(Duration.FromMinutes(20))
                .After("ruledout H1 Load is normal", "resolved Over")
                .Incident
        );
        var start = draft.IndexOf("```mermaid\n", StringComparison.Ordinal) + "```mermaid\n".Length;
        return draft[start..draft.IndexOf("\n```", start, StringComparison.Ordinal)];
    }
}
