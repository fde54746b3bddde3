using IncidentBot.Incidents;
using IncidentBot.Timeline;
using NodaTime;

namespace IncidentBot.Hypotheses;

/// <summary>Between which instants an entry can have happened; an unknown one lies between its neighbours in the order of telling.</summary>
internal readonly record struct Bounds(Instant? Earliest, Instant? Latest)
{
    public static Bounds Of(TimelineEntry entry, Incident incident)
    {
        if (entry.When.From is { } from)
        {
            return new Bounds(from, entry.When.Latest);
        }

        return InOrder(
            Known(incident.Entries.Take(entry.Number - 1).Reverse(), known => known.When.From),
            Known(incident.Entries.Skip(entry.Number), known => known.When.Latest)
        );
    }

    // Neighbours that were told late may stand the wrong way round; then it was somewhere between them all the same.
    private static Bounds InOrder(Instant? before, Instant? after) =>
        before > after ? new Bounds(after, before) : new Bounds(before, after);

    private static Instant? Known(IEnumerable<TimelineEntry> entries, Func<TimelineEntry, Instant?> time) =>
        entries
            .Where(entry => entry.Counts && Timeline.ChronologicalOrder.Shows(entry.What))
            .Select(time)
            .FirstOrDefault(at => at is not null);
}
