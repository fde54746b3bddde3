using IncidentBot.Incidents;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Postmortems;

/// <summary>Where the timeline is silent for longer than an hour while the incident ran, and which of its entries have no time.</summary>
internal static class TimelineGaps
{
    // More would hide what else is missing; the longest are what a reader asks for.
    private const int MostGaps = 5;
    private const int MostWithoutTime = 10;

    private static readonly Duration Longest = Duration.FromHours(1);

    public static IEnumerable<MissingFact> Of(Incident incident)
    {
        var timeline = ChronologicalOrder.Of(incident);
        return WithoutTime(incident, timeline).Take(MostWithoutTime).Concat(Silences(incident, timeline));
    }

    private static IEnumerable<MissingFact> WithoutTime(Incident incident, IEnumerable<TimelineEntry> timeline) =>
        timeline
            .Where(entry => entry.When.From is null)
            .Select(entry => new MissingFact(
                MissingKind.Time,
                $"When #{entry.Number} happened",
                $"{incident.Id} retime #{entry.Number} at 10:45"
            ));

    // A range tells of all the time in it. What is said after the end is for the record; it need not come without a pause.
    private static IEnumerable<MissingFact> Silences(Incident incident, IEnumerable<TimelineEntry> timeline)
    {
        var gaps = new List<(Instant From, Instant To)>();
        var last = incident.StartedAt?.Latest;
        foreach (var entry in timeline)
        {
            if (
                entry.When is not { From: { } from, Latest: { } latest }
                || from > incident.ResolvedAt?.Latest
                || entry.What is IncidentClosed
            )
            {
                continue;
            }

            if (last is { } before && from - before > Longest)
            {
                gaps.Add((before, from));
            }

            last = last is { } known ? Instant.Max(known, latest) : latest;
        }

        return gaps.OrderByDescending(gap => gap.To - gap.From)
            .Take(MostGaps)
            .OrderBy(gap => gap.From)
            .Select(gap => new MissingFact(
                MissingKind.Gap,
                $"What happened between {Spoken(gap.From, incident)} and {Spoken(gap.To, incident)}",
                $"{incident.Id} note at {Spoken(gap.From, incident)} TEXT"
            ));
    }

    private static string Spoken(Instant at, Incident incident) => TimeText.DateAndClock(at, incident.Zone);
}
