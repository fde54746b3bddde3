using System.Collections.Frozen;
using NodaTime;

namespace IncidentBot.Times;

/// <summary>Finds the zone that a person names, and names a zone to a person.</summary>
/// <remarks>
/// An abbreviation means what its writer said: EST is five hours behind UTC in summer too, so it is a fixed offset. One that has no
/// summer time beside
/// it is its place: SAST is Africa/Johannesburg. Where an abbreviation has several meanings, the one with the most people wins (IST is
/// India's, CST America's).
/// </remarks>
public static class ZoneReader
{
    private const int LongestName = 64;

    private static readonly FrozenDictionary<string, DateTimeZone> Abbreviations = ZoneAbbreviations.All();

    private static readonly FrozenDictionary<string, DateTimeZone>.AlternateLookup<ReadOnlySpan<char>> ByAbbreviation =
        Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ById = DateTimeZoneProviders
        .Tzdb.Ids.ToFrozenDictionary(id => id, StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The zone of an abbreviation (EDT), an IANA id in any case, or an offset (UTC-4, GMT+1, +05:30); null when there is
    /// none.</summary>
    public static DateTimeZone? Find(string name) => Find(name.AsSpan());

    /// <summary>The zone in words at that time: "UTC", "UTC-4", "UTC+5:30", "SAST (UTC+2)", "EDT (UTC-4)".</summary>
    public static string Display(DateTimeZone zone, Instant at)
    {
        var (name, offset) = NameAndOffset(zone, at);
        return name is null ? offset
            : name is "UTC" or "GMT" ? name
            : $"{name} ({(offset is "UTC" ? "UTC+0" : offset)})";
    }

    /// <summary>The same without the offset beside a name: "EDT".</summary>
    internal static string Brief(DateTimeZone zone, Instant at)
    {
        var (name, offset) = NameAndOffset(zone, at);
        return name ?? offset;
    }

    internal static DateTimeZone? Find(ReadOnlySpan<char> name)
    {
        name = Trimmed(name);
        if (name.IsEmpty || name.Length > LongestName)
        {
            return null;
        }

        if (ByAbbreviation.TryGetValue(name, out var zone))
        {
            return zone;
        }

        var offset = new Words(name);
        return ZoneOffsets.TryReadNamed(ref offset, out zone) && offset.IsOver ? zone : FindById(name);
    }

    internal static DateTimeZone? FindAbbreviation(ReadOnlySpan<char> name) => ByAbbreviation.TryGetValue(name, out var zone) ? zone : null;

    /// <summary>An IANA id in any case, with a space for an underscore if need be, or a fixed one such as "UTC-04".</summary>
    internal static DateTimeZone? FindById(ReadOnlySpan<char> id)
    {
        if (id.IsEmpty || id.Length > LongestName)
        {
            return null;
        }

        if (!ById.TryGetValue(id, out var known) && !(id.Contains(' ') && ById.TryGetValue(id.ToString().Replace(' ', '_'), out known)))
        {
            known = id.ToString();
        }

        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(known);
    }

    private static (string? Name, string Offset) NameAndOffset(DateTimeZone zone, Instant at)
    {
        var interval = zone.GetZoneInterval(at);
        // Places without an abbreviation of their own have names such as "-03".
        var isNamed = interval.Name.All(char.IsAsciiLetter) && interval.Name.Length > 1;
        return (isNamed ? interval.Name : null, ZoneOffsets.Print(interval.WallOffset));
    }

    private static ReadOnlySpan<char> Trimmed(ReadOnlySpan<char> name)
    {
        while (!name.IsEmpty && Words.IsBlank(name[0]))
        {
            name = name[1..];
        }

        while (!name.IsEmpty && Words.IsBlank(name[^1]))
        {
            name = name[..^1];
        }

        return name;
    }
}
