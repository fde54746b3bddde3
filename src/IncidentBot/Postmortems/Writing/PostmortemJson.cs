using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Editing;
using IncidentBot.Postmortems.Reviews;
using IncidentBot.Times;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Postmortems.Writing;

/// <summary>The postmortem for programs. Times are ISO 8601 with the offset of the incident's zone; a time nobody knows is null.</summary>
internal static partial class PostmortemJson
{
    private static readonly PostmortemJsonContext Context = new(
        new JsonSerializerOptions(PostmortemJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            // On every system, or the same events would not give the same bytes.
            NewLine = "\n",
        }
    );

    public static string Of(Postmortem facts) => JsonSerializer.Serialize(Written.Of(facts), Context.Written) + "\n";

    internal sealed record Written
    {
        public required string Incident { get; init; }
        public required string Title { get; init; }
        public required string Severity { get; init; }
        public required string Status { get; init; }
        public required string Postmortem { get; init; }
        public required bool Drill { get; init; }
        public required bool Private { get; init; }
        public required string Zone { get; init; }
        public string? StartedAt { get; init; }
        public string? DetectedAt { get; init; }
        public string? AcknowledgedAt { get; init; }
        public string? CauseFoundAt { get; init; }
        public string? MitigatedAt { get; init; }
        public string? RestoredAt { get; init; }
        public string? ResolvedAt { get; init; }
        public string? ClosedAt { get; init; }
        public int? DurationMinutes { get; init; }
        public string? Duration { get; init; }
        public required IReadOnlyList<string> Impact { get; init; }
        public decimal? ImpactPercent { get; init; }
        public required IReadOnlyList<string> Detection { get; init; }
        public required IReadOnlyList<string> RootCause { get; init; }
        public required IReadOnlyList<string> Resolution { get; init; }
        public required IReadOnlyDictionary<string, string> Roles { get; init; }
        public required IReadOnlyList<string> Responders { get; init; }
        public required IReadOnlyList<WrittenHypothesis> Hypotheses { get; init; }
        public required int MisleadingMinutes { get; init; }
        public int? MinutesToCause { get; init; }
        public required IReadOnlyList<WrittenEntry> Entries { get; init; }
        public required IReadOnlyList<string> Improvements { get; init; }
        public required IReadOnlyList<WrittenTask> Tasks { get; init; }
        public required IReadOnlyList<WrittenEntry> Communication { get; init; }
        public required IReadOnlyList<WrittenMeasure> Measures { get; init; }
        public required IReadOnlyList<Recurrence> SeenBefore { get; init; }
        public required IReadOnlyList<WrittenMissing> Missing { get; init; }
        public required IReadOnlyList<WrittenReview> Reviews { get; init; }
        public required IReadOnlyList<WrittenEdit> Edits { get; init; }

        public static Written Of(Postmortem facts)
        {
            var incident = facts.Incident;
            var zone = incident.Zone;
            return new Written
            {
                Incident = incident.Id.ToString(),
                Title = Mentions.InWords(incident.Title),
                Severity = incident.Severity.Spoken(),
                Status = incident.Status.Spoken(),
                Postmortem = facts.State.Spoken(),
                Drill = incident.IsDrill,
                Private = incident.IsPrivate,
                Zone = incident.ZoneId,
                StartedAt = Iso(incident.StartedAt?.From, zone),
                DetectedAt = Iso(incident.DetectedAt?.From, zone),
                AcknowledgedAt = Iso(incident.AcknowledgedAt?.From, zone),
                CauseFoundAt = Iso(incident.CauseFoundAt?.From, zone),
                MitigatedAt = Iso(incident.MitigatedAt?.From, zone),
                RestoredAt = Iso(incident.RestoredAt?.From, zone),
                ResolvedAt = Iso(incident.ResolvedAt?.From, zone),
                ClosedAt = Iso(incident.ClosedAt?.From, zone),
                DurationMinutes = Minutes(incident.Duration),
                Duration = incident.Duration is { } duration ? TimeText.Duration(duration) : null,
                Impact = [.. facts.Impacts.Select(Mentions.InWords)],
                ImpactPercent = facts.ImpactPercent,
                Detection = [.. facts.Detections.Select(entry => Mentions.InWords(entry.What.Words!))],
                RootCause = [.. facts.Causes.Select(Mentions.InWords)],
                Resolution = [.. facts.Fixes.Select(Mentions.InWords)],
                Roles = new SortedDictionary<string, string>(
                    incident.Roles.ToDictionary(role => role.Key, role => role.Value.Name),
                    StringComparer.Ordinal
                ),
                Responders = [.. facts.Responders.Select(who => who.Name)],
                Hypotheses = [.. incident.Hypotheses.Select(hypothesis => WrittenHypothesis.Of(hypothesis, facts, zone))],
                MisleadingMinutes = Minutes(facts.TimeLost.Total)!.Value,
                MinutesToCause = Minutes(incident.TimeToCause),
                Entries = [.. facts.Timeline.Select(entry => WrittenEntry.Of(entry, zone))],
                Improvements = [.. facts.Improvements.Select(Mentions.InWords)],
                Tasks = [.. incident.Tasks.Select(WrittenTask.Of)],
                Communication = [.. facts.StatusUpdates.Select(entry => WrittenEntry.Of(entry, zone))],
                Measures = [.. facts.Measures.Select(measure => new WrittenMeasure(measure.Measure, Minutes(measure.Took)))],
                SeenBefore = facts.SeenBefore,
                Missing =
                [
                    .. facts.Missing.Select(fact => new WrittenMissing(
                        Mentions.InWords(fact.What),
                        fact.Fill,
                        fact.Kind.ToString().ToLowerInvariant()
                    )),
                ],
                Reviews = [.. Review.All(incident).Select(WrittenReview.Of)],
                Edits = [.. PostmortemVersion.Of(incident).Select(version => WrittenEdit.Of(version, zone))],
            };
        }
    }

    private static string? InWords(string? text) => text is null ? null : Mentions.InWords(text);

    private static string? Iso(Instant? at, DateTimeZone zone) =>
        at is { } instant ? OffsetDateTimePattern.Rfc3339.Format(instant.InZone(zone).ToOffsetDateTime()) : null;

    private static int? Minutes(Duration? duration) =>
        duration is { } d ? (int)Math.Round(d.TotalMinutes, MidpointRounding.AwayFromZero) : null;
}

/// <summary>What the source generator writes for <see cref="PostmortemJson"/>.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PostmortemJson.Written))]
internal sealed partial class PostmortemJsonContext : JsonSerializerContext;
