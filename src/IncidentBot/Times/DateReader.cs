using NodaTime;

namespace IncidentBot.Times;

/// <summary>Reads the date by which something is promised: friday, in 2 weeks, 1 Dec, 2026-12-01, end of month.</summary>
/// <remarks>
/// A weekday, with "next" before it or not, is the next one after today. A date without a year is the next one, today included. "next
/// week" is
/// today in a week, and the end of a week its Friday. Past dates are read as they are: whoever decides refuses them.
/// </remarks>
public static class DateReader
{
    private const int LongestPhrase = 60;

    /// <summary>Reads a date at the beginning; the rest is what follows it.</summary>
    public static DateReading ReadLeading(string words, LocalDate today)
    {
        var ahead = new Words(words);
        ahead.SkipBlanks();
        if (!TryRead(ref ahead, today, out var date, out var wrong))
        {
            return DateReading.None(words);
        }

        if (wrong is not null)
        {
            return new(false, default, words, wrong);
        }

        ahead.SkipSeparator();
        return new(true, date, ahead.Rest.ToString(), null);
    }

    /// <summary>Reads "due DATE" or "by DATE" at the end: "Fix the balancer due friday". The rest is what stands before "due".</summary>
    public static DateReading ReadTrailing(string words, LocalDate today)
    {
        var text = words.AsSpan().TrimEnd();
        for (var start = Math.Max(0, text.Length - LongestPhrase); start < text.Length; start++)
        {
            var ahead = new Words(text) { At = start };
            if (!Words.IsBlank(ahead.Before) || !(ahead.Take("due") || ahead.Take("by")))
            {
                continue;
            }

            if (TryRead(ref ahead, today, out var date, out var wrong) && ahead.IsOver)
            {
                return wrong is null ? new(true, date, text[..start].TrimEnd().ToString(), null) : new(false, default, words, wrong);
            }
        }

        return DateReading.None(words);
    }

    private static bool TryRead(ref Words words, LocalDate today, out LocalDate date, out string? wrong)
    {
        (date, wrong) = (default, null);
        _ = words.Take("on") || words.Take("by");
        if (DayWords.TryRead(ref words, out var day))
        {
            wrong = day.Impossible();
            date = wrong is null ? day.Next(today) : default;
            return true;
        }

        return TryReadAhead(ref words, today, out date, out wrong)
            || TryReadNext(ref words, today, out date)
            || PeriodEnd.TryRead(ref words, today, out date);
    }

    private static bool TryReadAhead(ref Words words, LocalDate today, out LocalDate date, out string? wrong)
    {
        (date, wrong) = (default, null);
        var ahead = words;
        ahead.Take("in");
        if (!CalendarSpan.TryRead(ref ahead, out var span))
        {
            return false;
        }

        words = ahead;
        wrong = span.IsTooLong ? "That is more than a hundred years ahead. Say a date like `friday`, `in 2 weeks` or `2026-12-01`." : null;
        date = span.IsTooLong ? default : today + span.Period;
        return true;
    }

    private static bool TryReadNext(ref Words words, LocalDate today, out LocalDate date)
    {
        date = default;
        var ahead = words;
        var isNext = ahead.Take("next");
        if (!isNext && !ahead.Take("this"))
        {
            return false;
        }

        if (DayWords.TryRead(ref ahead, out var day) && day.Kind == DayKind.Weekday)
        {
            date = day.Next(today);
        }
        else if (isNext && CalendarSpan.TryReadUnit(ref ahead, out var unit))
        {
            date = today + new CalendarSpan(1, unit).Period;
        }
        else
        {
            return false;
        }

        words = ahead;
        return true;
    }
}
