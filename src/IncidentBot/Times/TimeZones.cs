using System.Collections.Concurrent;
using NodaTime;

namespace IncidentBot.Times;

/// <summary>Zones by their id, found once.</summary>
public static class TimeZones
{
    private static readonly ConcurrentDictionary<string, DateTimeZone> Known = new(StringComparer.Ordinal);

    /// <summary>The zone of a NodaTime id; an id that is none is UTC, for what was committed has to be readable for ever.</summary>
    public static DateTimeZone Get(string id) =>
        Known.GetOrAdd(id, static wanted => DateTimeZoneProviders.Tzdb.GetZoneOrNull(wanted) ?? DateTimeZone.Utc);
}
