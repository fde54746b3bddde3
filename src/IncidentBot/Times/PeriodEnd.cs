using NodaTime;

namespace IncidentBot.Times;

/// <summary>Reads "end of month", "the end of the quarter", "eow": the last day of the one we are in.</summary>
internal static class PeriodEnd
{
    /// <summary>Takes it when it is there.</summary>
    public static bool TryRead(ref Words words, LocalDate today, out LocalDate date)
    {
        date = default;
        var ahead = words;
        if (!TryReadShort(ref ahead, out var unit) && !TryReadLong(ref ahead, out unit))
        {
            return false;
        }

        words = ahead;
        date = unit switch
        {
            'd' => today,
            'w' => today.PlusDays(-1).Next(IsoDayOfWeek.Friday),
            'm' => today.With(DateAdjusters.EndOfMonth),
            'q' => new LocalDate(today.Year, (today.Month + 2) / 3 * 3, 1).With(DateAdjusters.EndOfMonth),
            _ => new LocalDate(today.Year, 12, 31),
        };
        return true;
    }

    private static bool TryReadShort(ref Words words, out char unit)
    {
        unit = '\0';
        var ahead = words;
        var letters = ahead.Letters();
        if (letters.Length != 3 || !letters.StartsWith("eo", StringComparison.OrdinalIgnoreCase) || !ahead.EndsWord)
        {
            return false;
        }

        unit = char.ToLowerInvariant(letters[2]);
        var isUnit = unit is 'd' or 'w' or 'm' or 'q' or 'y';
        words = isUnit ? ahead : words;
        return isUnit;
    }

    private static bool TryReadLong(ref Words words, out char unit)
    {
        unit = '\0';
        words.Take("the");
        if (!words.Take("end"))
        {
            return false;
        }

        words.Take("of");
        _ = words.Take("the") || words.Take("this");
        return CalendarSpan.TryReadUnit(ref words, out unit);
    }
}
