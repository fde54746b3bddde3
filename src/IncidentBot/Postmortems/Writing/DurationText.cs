using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Postmortems.Writing;

/// <summary>From when to when an incident lasted, and how long, as a summary says it.</summary>
internal static class DurationText
{
    public static string Of(Incident incident) =>
        (incident.StartedAt, incident.ResolvedAt) switch
        {
            ({ From: not null } began, { From: not null } over) => Whole(incident, began, over),
            ({ From: not null } began, _) => $"from {Began(incident, began)}; nobody said when it was over",
            (_, { From: not null } over) => $"until {Ended(incident, over)}; nobody said when it began",
            _ => "nobody said when it began, nor when it was over",
        };

    private static string Whole(Incident incident, Moment began, Moment over)
    {
        var zone = incident.Zone;
        var isOneZone = ZoneReader.Display(zone, began.From!.Value) == ZoneReader.Display(zone, over.Latest!.Value);
        var isOneDay = isOneZone && began.From.Value.InZone(zone).Date == over.Latest.Value.InZone(zone).Date;
        var from = isOneZone ? TimeText.WithDate(began, zone) : Began(incident, began);
        var to = isOneDay ? $"{TimeText.Of(over, zone)} {ZoneReader.Display(zone, over.Latest.Value)}" : Ended(incident, over);
        return $"{from} to {to}{(incident.Duration is { } most ? $", **{InWords(began, over, most)}**" : "")}";
    }

    // What is only about known is only about said; of a range both ends are told.
    private static string InWords(Moment began, Moment over, Duration most)
    {
        var least = Duration.Max(Duration.Zero, over.From!.Value - began.Latest!.Value);
        return began.Precision == Precision.Exact && over.Precision == Precision.Exact ? TimeText.Duration(most)
            : least < most ? $"{TimeText.Duration(least)} to {TimeText.Duration(most)}"
            : $"about {TimeText.Duration(most)}";
    }

    private static string Began(Incident incident, Moment began) =>
        $"{TimeText.WithDate(began, incident.Zone)} {ZoneReader.Display(incident.Zone, began.From!.Value)}";

    private static string Ended(Incident incident, Moment over) =>
        $"{TimeText.WithDate(over, incident.Zone)} {ZoneReader.Display(incident.Zone, over.Latest!.Value)}";
}
