using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;

namespace IncidentBot.Memory;

/// <summary>What was said in an incident of the past ones that resemble it: as it was known then, whatever has changed in those since. Pure.</summary>
public static class SeenBefore
{
    /// <summary>The past incidents in the order in which they were said; what somebody has retracted is none.</summary>
    public static ImmutableArray<Recurrence> Of(Incident incident) =>
        [
            .. incident
                .Entries.Where(entry => entry.Counts)
                .Select(entry => entry.What)
                .OfType<RecurrenceSeen>()
                .Where(seen => !IsDenied(incident, seen.Past))
                .Select(seen => new Recurrence(
                    new IncidentId(seen.Past).ToString(),
                    seen.Title,
                    OrNull(seen.Cause),
                    OrNull(seen.Fix),
                    [.. seen.LeftUndone.Split('\n', StringSplitOptions.RemoveEmptyEntries)]
                )),
        ];

    /// <summary>Whether a past incident was said in this one, also where somebody has taken it back since: it is not said again.</summary>
    public static bool Knows(Incident incident, int past) =>
        incident.Entries.Exists(entry => entry.What is RecurrenceSeen seen && seen.Past == past);

    /// <summary>Whether somebody has said that a past incident is not the same as this one.</summary>
    public static bool IsDenied(Incident incident, int past) =>
        incident.Entries.Exists(entry => entry is { Counts: true, What: RecurrenceDenied denied } && denied.Past == past);

    /// <summary>How many past incidents were said in this one, also those that were retracted since; those that are not the same take nobody's place.</summary>
    public static int CountIn(Incident incident) =>
        incident.Entries.Count(entry => entry.What is RecurrenceSeen seen && !IsDenied(incident, seen.Past));

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
