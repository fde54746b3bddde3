using System.Text.RegularExpressions;

namespace IncidentBot.Import.Stamps;

/// <summary>From one time to another, where a text says both; each takes from the other what is written only once.</summary>
/// <param name="From">The first one.</param>
/// <param name="To">The second one.</param>
internal readonly partial record struct StampRange(Stamp From, Stamp To)
{
    /// <summary>Reads the range that a time begins; null where the time stands alone.</summary>
    public static StampRange? Behind(Stamp from, string text)
    {
        if (from.Clock is null || Joint().Match(text, from.End) is not { Success: true } joint)
        {
            return null;
        }

        if (Stamp.At(text, from.End + joint.Length) is not { Clock: { } clock } to)
        {
            return null;
        }

        return new StampRange(Started(from, to, clock), to with { Zone = to.Zone ?? from.Zone, Date = to.Date ?? from.Date });
    }

    /// <summary>The first range of a text; null where it has none.</summary>
    public static StampRange? First(string text)
    {
        for (var stamp = Stamp.Next(text, 0); stamp is { } found; stamp = Stamp.Next(text, found.End))
        {
            if (Behind(found, text) is { } range)
            {
                return range;
            }
        }

        return null;
    }

    // "2:00 to 4:30 PM" is in the afternoon at both ends, "11:30 to 1:00 PM" is not.
    private static Stamp Started(Stamp from, Stamp to, ClockStamp end)
    {
        var clock = from.Clock!.Value;
        var isSame = !clock.HasHalf && end.HasHalf && end.Time.Hour >= 12 && clock.Time.Hour is >= 1 and < 12;
        var later = clock with { Time = clock.Time.PlusHours(12) };
        return @from with
        {
            Clock = isSame && later.Time < end.Time ? later : clock,
            Zone = from.Zone ?? to.Zone,
            Date = from.Date ?? to.Date,
        };
    }

    [GeneratedRegex(
        @"\G\s*(?:[-–—−]|->|→|to|until|till|through|and)\s*(?:the\s+)?(?:approximately\s+)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Joint();
}
