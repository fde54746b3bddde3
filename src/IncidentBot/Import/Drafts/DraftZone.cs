using System.Text.RegularExpressions;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Import.Drafts;

/// <summary>The zone of a draft: its offset, and the one after the clocks changed, by the names that stand beside the times.</summary>
internal sealed partial class DraftZone
{
    /// <summary>How the line begins that names it.</summary>
    public const string Says = "All times in ";

    private readonly Dictionary<string, DateTimeZone> _byName = new(StringComparer.Ordinal);

    private DraftZone(DateTimeZone zone) => Zone = zone;

    /// <summary>The offset at the start.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Reads the line.</summary>
    public static DraftZone Of(string line)
    {
        var all = Named()
            .Matches(line)
            .Select(match => (match.Groups["name"].Value, Zone: Find(match)))
            .Where(found => found.Zone is not null)
            .ToList();
        var zone = new DraftZone(all.Count > 0 ? all[0].Zone! : DateTimeZone.Utc);
        foreach (var (name, offset) in all)
        {
            zone._byName.TryAdd(name, offset!);
        }

        return zone;
    }

    /// <summary>The offset of a time, by what stands beside it.</summary>
    public DateTimeZone At(string name) => _byName.GetValueOrDefault(name.Trim(), Zone);

    private static DateTimeZone? Find(Match match) =>
        ZoneReader.Find(match.Groups["offset"] is { Success: true } offset ? offset.Value : match.Groups["name"].Value);

    [GeneratedRegex(
        @"(?<=All times in |changed, )(?<name>(?:UTC|GMT)(?:[+-][\d:]+)?|[A-Za-z]+)(?: \((?<offset>UTC[+-][\d:]+)\))?",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Named();
}
