using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.People;

/// <summary>Where somebody is: their zone (empty where it is not known), and whether they have left the workspace.</summary>
public sealed record Whereabouts(string ZoneId, bool HasLeft = false)
{
    /// <summary>Their zone.</summary>
    public DateTimeZone Zone => TimeZones.Get(ZoneId);
}
