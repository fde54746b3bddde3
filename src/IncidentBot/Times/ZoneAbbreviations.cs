using System.Collections.Frozen;
using NodaTime;

namespace IncidentBot.Times;

/// <summary>The abbreviations that people write after a time.</summary>
internal static class ZoneAbbreviations
{
    private static readonly (string Name, int Hours, int Minutes)[] Fixed =
    [
        ("UTC", 0, 0),
        ("UCT", 0, 0),
        ("Z", 0, 0),
        ("WET", 0, 0),
        ("WEST", 1, 0),
        ("BST", 1, 0),
        ("CET", 1, 0),
        ("CEST", 2, 0),
        ("EET", 2, 0),
        ("EEST", 3, 0),
        ("NST", -3, -30),
        ("NDT", -2, -30),
        ("AST", -4, 0),
        ("ADT", -3, 0),
        ("EST", -5, 0),
        ("EDT", -4, 0),
        ("CST", -6, 0),
        ("CDT", -5, 0),
        ("MST", -7, 0),
        ("MDT", -6, 0),
        ("PST", -8, 0),
        ("PDT", -7, 0),
        ("AKST", -9, 0),
        ("AKDT", -8, 0),
        ("ACST", 9, 30),
        ("ACDT", 10, 30),
        ("AEST", 10, 0),
        ("AEDT", 11, 0),
        ("NZST", 12, 0),
        ("NZDT", 13, 0),
    ];

    private static readonly (string Name, string Id)[] Places =
    [
        ("GMT", "GMT"),
        ("ET", "America/New_York"),
        ("CT", "America/Chicago"),
        ("MT", "America/Denver"),
        ("PT", "America/Los_Angeles"),
        ("HST", "Pacific/Honolulu"),
        ("BRT", "America/Sao_Paulo"),
        ("ART", "America/Argentina/Buenos_Aires"),
        ("WAT", "Africa/Lagos"),
        ("CAT", "Africa/Maputo"),
        ("SAST", "Africa/Johannesburg"),
        ("EAT", "Africa/Nairobi"),
        ("TRT", "Europe/Istanbul"),
        ("MSK", "Europe/Moscow"),
        ("GST", "Asia/Dubai"),
        ("PKT", "Asia/Karachi"),
        ("IST", "Asia/Kolkata"),
        ("ICT", "Asia/Bangkok"),
        ("WIB", "Asia/Jakarta"),
        ("HKT", "Asia/Hong_Kong"),
        ("SGT", "Asia/Singapore"),
        ("PHT", "Asia/Manila"),
        ("AWST", "Australia/Perth"),
        ("KST", "Asia/Seoul"),
        ("JST", "Asia/Tokyo"),
    ];

    // In small letters these are words of a sentence: "at 10:45 met with the vendor".
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AlsoWords = FrozenSet
        .Create(StringComparer.OrdinalIgnoreCase, "Z", "ET", "CT", "MT", "PT", "ART", "CAT", "EAT", "WAT", "WET", "WEST")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static FrozenDictionary<string, DateTimeZone> All() =>
        Fixed
            .Select(zone => (zone.Name, Zone: DateTimeZone.ForOffset(Offset.FromHoursAndMinutes(zone.Hours, zone.Minutes))))
            .Concat(Places.Select(place => (place.Name, Zone: DateTimeZoneProviders.Tzdb[place.Id])))
            .ToFrozenDictionary(zone => zone.Name, zone => zone.Zone, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether letters inside a sentence are meant as an abbreviation.</summary>
    public static bool IsMeant(ReadOnlySpan<char> letters) => !AlsoWords.Contains(letters) || !letters.ContainsAnyInRange('a', 'z');
}
