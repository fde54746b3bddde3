using System.Collections.Frozen;
using NodaTime;

namespace IncidentBot.Times;

/// <summary>An amount of days, weeks, months, quarters or years.</summary>
internal readonly record struct CalendarSpan(int Amount, char Unit)
{
    private static readonly FrozenDictionary<string, char>.AlternateLookup<ReadOnlySpan<char>> UnitOf = new Dictionary<string, char>
    {
        ["d"] = 'd',
        ["day"] = 'd',
        ["days"] = 'd',
        ["w"] = 'w',
        ["wk"] = 'w',
        ["wks"] = 'w',
        ["week"] = 'w',
        ["weeks"] = 'w',
        ["mo"] = 'm',
        ["month"] = 'm',
        ["months"] = 'm',
        ["quarter"] = 'q',
        ["quarters"] = 'q',
        ["y"] = 'y',
        ["yr"] = 'y',
        ["yrs"] = 'y',
        ["year"] = 'y',
        ["years"] = 'y',
    }
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>More than a hundred years.</summary>
    public bool IsTooLong =>
        Amount
        > Unit switch
        {
            'd' => 36_500,
            'w' => 5200,
            'm' => 1200,
            'q' => 400,
            _ => 100,
        };

    /// <summary>The period, in one unit.</summary>
    public Period Period =>
        Unit switch
        {
            'd' => Period.FromDays(Amount),
            'w' => Period.FromWeeks(Amount),
            'm' => Period.FromMonths(Amount),
            'q' => Period.FromMonths(Amount * 3),
            _ => Period.FromYears(Amount),
        };

    /// <summary>Takes "3 months", "2w", "a year".</summary>
    public static bool TryRead(ref Words words, out CalendarSpan span)
    {
        span = default;
        var ahead = words;
        if (!Numerals.TryRead(ref ahead, out var amount, out _) || !TryReadUnit(ref ahead, out var unit))
        {
            return false;
        }

        words = ahead;
        span = new(amount, unit);
        return true;
    }

    /// <summary>Takes "month", "weeks", "quarter".</summary>
    public static bool TryReadUnit(ref Words words, out char unit)
    {
        var ahead = words;
        if (!UnitOf.TryGetValue(ahead.Letters(), out unit) || !ahead.EndsWord)
        {
            return false;
        }

        words = ahead;
        return true;
    }
}
