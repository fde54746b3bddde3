using System.Collections.Frozen;
using System.Text;
using NodaTime;

namespace IncidentBot.Times;

/// <summary>Reads and prints how long something lasts: "20m", "1 h 30 min", "half an hour", "2d".</summary>
/// <remarks>A day is 24 hours and a week 7 days. More than a hundred years is not read.</remarks>
public static class SpanReader
{
    private static readonly Duration Longest = Duration.FromDays(36_500);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> SecondsOf = Units()
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Reads the span at the beginning of the words; the rest is what follows it, the words untouched when there is
    /// none.</summary>
    public static bool TryRead(string words, out Duration span, out string rest)
    {
        var ahead = new Words(words);
        ahead.SkipBlanks();
        var isRead = TryRead(ref ahead, out span);
        ahead.SkipBlanks();
        rest = isRead ? ahead.Rest.ToString() : words;
        return isRead;
    }

    /// <summary>The shortest words for it, "1h30m"; whole seconds, and nothing below zero.</summary>
    public static string Print(Duration span)
    {
        if (span < Duration.FromSeconds(1))
        {
            return "0m";
        }

        var printed = new StringBuilder();
        Append(span.Days, 'd');
        Append(span.Hours, 'h');
        Append(span.Minutes, 'm');
        Append(span.Seconds, 's');
        return printed.ToString();

        void Append(int value, char unit)
        {
            if (value > 0)
            {
                printed.Append(value).Append(unit);
            }
        }
    }

    internal static bool TryRead(ref Words words, out Duration span)
    {
        span = Duration.Zero;
        var ahead = words;
        if (!TryReadPart(ref ahead, int.MaxValue, ref span, out var unit))
        {
            return false;
        }

        while (TryReadNext(ref ahead, ref span, ref unit)) { }

        if (!ahead.EndsWord || span > Longest)
        {
            span = Duration.Zero;
            return false;
        }

        words = ahead;
        return true;
    }

    // "30 min" after "1 h"; "and a half" after "an hour"; the bare "30" of "1h30".
    private static bool TryReadNext(ref Words words, ref Duration span, ref int unit)
    {
        var ahead = words;
        ahead.SkipBlanks();
        var isJoined = ahead.Take("and");
        if (isJoined && ahead.Take("a") && ahead.TakeOnly("half"))
        {
            span += Duration.FromSeconds(unit / 2);
            unit = 1;
            words = ahead;
            return true;
        }

        if (TryReadPart(ref ahead, unit, ref span, out var smaller))
        {
            unit = smaller;
            words = ahead;
            return true;
        }

        return unit == 3600 && TryReadBareMinutes(ref words, ref span, ref unit);
    }

    private static bool TryReadBareMinutes(ref Words words, ref Duration span, ref int unit)
    {
        var ahead = words;
        if (!ahead.Number(2, 2, out var minutes) || !ahead.EndsWord)
        {
            return false;
        }

        span += Duration.FromMinutes(minutes);
        unit = 1;
        words = ahead;
        return true;
    }

    private static bool TryReadPart(ref Words words, int below, ref Duration span, out int unit)
    {
        unit = 0;
        var ahead = words;
        var isHalf = ahead.Take("half");
        if (!Numerals.TryRead(ref ahead, out var whole, out var isSpelled) || (isHalf && !isSpelled))
        {
            return false;
        }

        var hundredths = whole * 100L;
        var fraction = ahead;
        if (!isSpelled && fraction.Take('.') && TryReadHundredths(ref fraction, out var part))
        {
            hundredths += part;
            ahead = fraction;
            ahead.SkipBlanks();
        }

        var word = ahead.Letters();
        if (!SecondsOf.TryGetValue(word, out unit) || unit >= below || (isSpelled && word.Length < 3))
        {
            return false;
        }

        var more = Duration.FromMilliseconds(unit * hundredths * 10);
        span += isHalf ? more / 2 : more;
        words = ahead;
        return true;
    }

    private static bool TryReadHundredths(ref Words words, out int value)
    {
        if (words.Number(1, 1, out value))
        {
            value *= 10;
            return true;
        }

        return words.Number(2, 2, out value);
    }

    private static FrozenDictionary<string, int> Units()
    {
        (int Seconds, string[] Words)[] units =
        [
            (1, ["s", "sec", "secs", "second", "seconds"]),
            (60, ["m", "min", "mins", "minute", "minutes"]),
            (3600, ["h", "hr", "hrs", "hour", "hours"]),
            (86_400, ["d", "day", "days"]),
            (604_800, ["w", "wk", "wks", "week", "weeks"]),
        ];
        return units
            .SelectMany(unit => unit.Words.Select(word => (word, unit.Seconds)))
            .ToFrozenDictionary(unit => unit.word, unit => unit.Seconds, StringComparer.OrdinalIgnoreCase);
    }
}
