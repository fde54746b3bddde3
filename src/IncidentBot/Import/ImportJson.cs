using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Import;

/// <summary>What was read in a document, for programs: one line of JSON each.</summary>
public static partial class ImportJson
{
    private static readonly ImportJsonContext Context = new(
        new JsonSerializerOptions(ImportJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    /// <summary>The line, without its end. Times are ISO 8601, with an offset where the document names a zone.</summary>
    public static string Line(ImportResult result) => JsonSerializer.Serialize(Written.Of(result), Context.Written);

    internal sealed record Written
    {
        public required string File { get; init; }
        public string? Incident { get; init; }
        public string? Title { get; init; }
        public string? StartedAt { get; init; }
        public string? EndedAt { get; init; }
        public string? Zone { get; init; }
        public int? DurationMinutes { get; init; }
        public int? StatedDurationMinutes { get; init; }
        public string? Impact { get; init; }
        public decimal? ImpactPercent { get; init; }
        public string? RootCause { get; init; }
        public string? Resolution { get; init; }
        public string? Detection { get; init; }
        public required IReadOnlyList<WrittenEntry> Entries { get; init; }
        public required IReadOnlyList<string> Improvements { get; init; }
        public required IReadOnlyList<WrittenTask> Tasks { get; init; }
        public required IReadOnlyList<string> Warnings { get; init; }

        public static Written Of(ImportResult result)
        {
            var facts = result.Facts;
            return new Written
            {
                File = result.Source,
                Incident = result.Incident?.ToString(),
                Title = facts.Title,
                StartedAt = facts.Start is { Date: not null } start ? start.ToString() : null,
                EndedAt = facts.End is { Date: not null } end ? end.ToString() : null,
                Zone = facts.Zone?.Id,
                DurationMinutes = Minutes(facts.Duration),
                StatedDurationMinutes = Minutes(facts.StatedDuration),
                Impact = facts.Impact,
                ImpactPercent = facts.ImpactPercent,
                RootCause = facts.Cause,
                Resolution = facts.Resolution,
                Detection = facts.Detection,
                Entries = [.. facts.Entries.Select(entry => new WrittenEntry(entry.When?.ToString(), entry.Text))],
                Improvements = facts.Improvements,
                Tasks =
                [
                    .. facts.Tasks.Select(task => new WrittenTask(
                        task.Text,
                        task.Owner,
                        task.Due is { } due ? LocalDatePattern.Iso.Format(due) : null,
                        task.IsDone
                    )),
                ],
                Warnings = result.Because is { } because ? [because, .. facts.Warnings] : facts.Warnings,
            };
        }
    }

    internal sealed record WrittenEntry(string? At, string Text);

    internal sealed record WrittenTask(string Text, string? Owner, string? Due, bool Done);

    private static int? Minutes(Duration? duration) =>
        duration is { } d ? (int)Math.Round(d.TotalMinutes, MidpointRounding.AwayFromZero) : null;
}

/// <summary>What the source generator writes for <see cref="ImportJson"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImportJson.Written))]
internal sealed partial class ImportJsonContext : JsonSerializerContext;
