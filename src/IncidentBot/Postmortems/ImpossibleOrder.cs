using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Timeline;
using IncidentBot.Times;

namespace IncidentBot.Postmortems;

/// <summary>Times that cannot both be right: the end before the temporary fix, the detection after the end.</summary>
internal static class ImpossibleOrder
{
    public static IEnumerable<MissingFact> Of(Incident incident)
    {
        var end = Last<Resolved>(incident);
        var detection = First<Detected>(incident);
        return new[]
        {
            Wrong(incident, "The temporary fix", Last<Mitigated>(incident), "the end", end),
            Wrong(incident, "The restoring of the service", Last<Restored>(incident), "the end", end),
            Wrong(incident, "The detection", detection, "the end", end),
            Wrong(incident, "The detection", detection, "the temporary fix", First<Mitigated>(incident)),
            Wrong(incident, "The detection", detection, "the restoring of the service", First<Restored>(incident)),
        }
            .Concat(incident.Hypotheses.Select(hypothesis => Wrong(incident, hypothesis)))
            .OfType<MissingFact>();
    }

    private static MissingFact? Wrong(Incident incident, Hypothesis hypothesis) =>
        hypothesis.Decided is { } decided
            ? Wrong(incident, $"That somebody suspected {hypothesis}", hypothesis.Raised, $"what became of it", decided)
            : null;

    private static MissingFact? Wrong(Incident incident, string what, TimelineEntry? earlier, string than, TimelineEntry? later) =>
        earlier?.When is { From: { } from } told && later?.When is { Latest: { } latest } end && from > latest
            ? new MissingFact(
                MissingKind.Order,
                $"{what} (#{earlier.Number}, {Spoken(told, incident)}) stands after {than} (#{later.Number}, {Spoken(end, incident)}): which time is right",
                $"{incident.Id} retime #{earlier.Number} at 10:45"
            )
            : null;

    private static string Spoken(Moment when, Incident incident) => TimeText.DateAndClock(when.From!.Value, incident.Zone);

    private static TimelineEntry? First<T>(Incident incident)
        where T : IncidentEvent => Timed<T>(incident).MinBy(entry => entry.When.From);

    private static TimelineEntry? Last<T>(Incident incident)
        where T : IncidentEvent => Timed<T>(incident).MaxBy(entry => entry.When.From);

    private static IEnumerable<TimelineEntry> Timed<T>(Incident incident)
        where T : IncidentEvent => incident.Entries.Where(entry => entry is { Counts: true, What: T, When.From: not null });
}
