using System.Globalization;
using IncidentBot.Import;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Testing.Documents;

/// <summary>How much of what documents say was read: right, missing or wrong, by kind of fact.</summary>
public sealed class ReadingScore
{
    private readonly SortedDictionary<string, (int Right, int Missing, int Wrong)> _counts = new(StringComparer.Ordinal);
    private readonly List<string> _failures = [];

    /// <summary>The counts by kind.</summary>
    public IReadOnlyDictionary<string, (int Right, int Missing, int Wrong)> Counts => _counts;

    /// <summary>What was missing or wrong, a sentence each.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Reads documents and counts.</summary>
    public static ReadingScore Of(IEnumerable<LabelledDocument> documents)
    {
        var score = new ReadingScore();
        foreach (var document in documents)
        {
            score.Add(document, DocumentReader.Read(document.Text));
        }

        return score;
    }

    /// <summary>The shares of a kind, 0 to 100.</summary>
    public (double Right, double Wrong) Shares(string kind)
    {
        var (right, missing, wrong) = _counts[kind];
        double all = right + missing + wrong;
        return (100 * right / all, 100 * wrong / all);
    }

    /// <summary>A line for each kind.</summary>
    public IEnumerable<string> Lines() =>
        _counts.Select(kind =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{kind.Key, -13} {kind.Value.Right + kind.Value.Missing + kind.Value.Wrong, 4}  right {Shares(kind.Key).Right, 5:0.0} %  wrong {Shares(kind.Key).Wrong, 4:0.0} %"
            )
        );

    private void Add(LabelledDocument document, DocumentFacts facts)
    {
        Compare("titles", document.One("title"), facts.Title, document);
        Compare("times", document.One("start"), facts.Start is { Date: not null } start ? start.ToString() : null, document);
        Compare("times", document.One("end"), facts.End is { Date: not null } end ? end.ToString() : null, document);
        Compare("durations", document.Number("minutes"), (decimal?)facts.StatedDuration?.TotalMinutes, document);
        Compare("percentages", document.Number("percent"), facts.ImpactPercent, document);
        AddEntries(document, facts);
        AddTexts(
            "improvements",
            document,
            [.. document.All("improve").Select(text => (text, ""))],
            [.. facts.Improvements.Select(text => (text, ""))]
        );
        AddTexts("tasks", document, [.. document.All("task").Select(Task)], [.. facts.Tasks.Select(task => (task.Text, Promise(task)))]);
    }

    private void AddEntries(LabelledDocument document, DocumentFacts facts)
    {
        var left = facts.Entries.ToList();
        foreach (var label in document.All("at"))
        {
            var (at, words) = (label.Split(' ', 2)[0], label.Split(' ', 2)[1]);
            var found = left.Find(entry => Contains(entry.Text, words));
            Count("entries", found is null ? "missing" : "right", words, document);
            Compare("times", at == "?" ? null : at, found?.When?.ToString(), document);
            left.Remove(found!);
        }

        left.ForEach(entry => Count("entries", "wrong", entry.Text, document));
    }

    private void AddTexts(
        string kind,
        LabelledDocument document,
        List<(string Text, string Promise)> labels,
        List<(string Text, string Promise)> read
    )
    {
        foreach (var (words, promise) in labels)
        {
            var found = read.FindIndex(one => Contains(one.Text, words));
            Count(
                kind,
                found < 0 ? "missing"
                    : read[found].Promise == promise ? "right"
                    : "wrong",
                words,
                document
            );
            if (found >= 0)
            {
                read.RemoveAt(found);
            }
        }

        read.ForEach(one => Count(kind, "wrong", one.Text, document));
    }

    private void Compare<T>(string kind, T? label, T? read, LabelledDocument document)
    {
        if (label is not null || read is not null)
        {
            Count(
                kind,
                read is null ? "missing"
                    : EqualityComparer<T>.Default.Equals(label, read) ? "right"
                    : "wrong",
                $"{label} read as {read}",
                document
            );
        }
    }

    private void Count(string kind, string outcome, string what, LabelledDocument document)
    {
        var (right, missing, wrong) = _counts.GetValueOrDefault(kind);
        _counts[kind] = (
            right + (outcome == "right" ? 1 : 0),
            missing + (outcome == "missing" ? 1 : 0),
            wrong + (outcome == "wrong" ? 1 : 0)
        );
        if (outcome != "right")
        {
            _failures.Add($"{document.Name}: {kind} {outcome}: {what}");
        }
    }

    private static (string, string) Task(string label)
    {
        var parts = label.Split('|', StringSplitOptions.TrimEntries);
        return (parts[0], string.Join('|', parts[1..]));
    }

    private static string Promise(ToldTask task) =>
        $"{task.Owner}|{(task.Due is { } due ? LocalDatePattern.Iso.Format(due) : "")}|{(task.IsDone ? "done" : "")}";

    private static bool Contains(string text, string words) => Bare(text).Contains(Bare(words), StringComparison.Ordinal);

    private static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
