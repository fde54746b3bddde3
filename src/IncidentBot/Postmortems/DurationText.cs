using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Postmortems;

/// <summary>From when to when an incident lasted, and how long, as a summary says it.</summary>
internal static class DurationText
{
    public static string Of(Incident incident)
    {
        if (incident.StartedAt is not { From: { } start } began)
        {
            return "nobody said when it began";
        }

        var zone = incident.Zone;
        var from = $"{About(began)}{TimeText.DateAndClock(start, zone)}";
        if (incident.ResolvedAt is not { Latest: { } end } over)
        {
            return $"from {from} ({ZoneReader.Display(zone, start)}); nobody said when it was over";
        }

        var sameDay = start.InZone(zone).Date == end.InZone(zone).Date;
        var to = About(over) + (sameDay ? TimeText.Clock(end, zone) : TimeText.DateAndClock(end, zone));
        var words = incident.Duration is { } duration
            ? $", {(began.Precision == Precision.Exact && over.Precision == Precision.Exact ? "" : "about ")}**{TimeText.Duration(duration)}**"
            : "";
        return $"{from} to {to} ({ZoneReader.Display(zone, start)}){words}";
    }

    private static string About(Moment when) => when.Precision == Precision.Exact ? "" : "about ";
}
