using System.Globalization;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Import;

/// <summary>What became of documents, for people.</summary>
public static class ImportReport
{
    /// <summary>A line for a document, and below it one for whatever contradicts itself or was not read.</summary>
    public static string Of(ImportResult result, bool isDryRun) =>
        result.Outcome switch
        {
            ImportOutcome.Refused => $"{result.Source}: not imported. {result.Because}",
            ImportOutcome.Known => $"{result.Source}: {result.Incident} since before, nothing changed.",
            _ => string.Join(
                '\n',
                result
                    .Facts.Warnings.Select(warning => "    " + warning)
                    .Prepend(
                        $"{result.Source}: {(isDryRun ? "would be imported" : result.Incident)}. {Read(result.Facts)}{Unread(result.Facts)}"
                    )
            ),
        };

    /// <summary>The last line.</summary>
    public static string Sum(IReadOnlyCollection<ImportResult> results, bool isDryRun)
    {
        var imported = results.Count(result => result.Outcome == ImportOutcome.Imported);
        var known = results.Count(result => result.Outcome == ImportOutcome.Known);
        return $"{results.Count} document{(results.Count == 1 ? "" : "s")}: {imported} {(isDryRun ? "would be imported" : "imported")}"
            + $"{(known == 0 ? "" : $", {known} imported before")}, {results.Count - imported - known} not imported.";
    }

    private static string Read(DocumentFacts facts)
    {
        string?[] parts =
        [
            facts.Title is { } title ? $"“{title}”" : null,
            facts.Start is { Date: not null } start ? $"{start}{(facts.End is { Date: not null } end ? $" to {end}" : "")}" : null,
            facts.Duration is { } duration ? TimeText.Duration(duration) : null,
            facts.ImpactPercent is { } percent ? percent.ToString("0.###", CultureInfo.InvariantCulture) + " %" : null,
            Count(facts.Entries.Length, "entry", "entries"),
            Count(facts.Improvements.Length, "improvement", "improvements"),
            Count(facts.Tasks.Length, "task", "tasks"),
        ];
        return string.Join(", ", parts.OfType<string>()) + ".";
    }

    private static string Unread(DocumentFacts facts)
    {
        string?[] missing =
        [
            facts.Title is null ? "title" : null,
            facts.Start is { Date: not null } ? null : "start",
            facts.End is { Date: not null } ? null : "end",
            facts.Impact is null ? "impact" : null,
            facts.Cause is null ? "root cause" : null,
            facts.Resolution is null ? "resolution" : null,
            facts.Entries.IsEmpty ? "timeline" : null,
        ];
        var names = missing.OfType<string>().ToList();
        return names.Count == 0 ? "" : $" Not found: {string.Join(", ", names)}.";
    }

    private static string? Count(int count, string one, string many) => count == 0 ? null : $"{count} {(count == 1 ? one : many)}";
}
