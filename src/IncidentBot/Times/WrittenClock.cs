using NodaTime;

namespace IncidentBot.Times;

/// <summary>A time of day as written, with the reason when it cannot be.</summary>
internal readonly record struct WrittenClock(LocalTime Time, string? Wrong)
{
    private enum Half
    {
        None,
        Morning,
        Afternoon,
    }

    /// <summary>Takes the time of day when there is one: 10:45, 10:45:30, 10:45 AM, 10am, 10.45 am, 9:02a, noon, midnight.</summary>
    /// <param name="words">Stands where the time may begin; is left right behind it.</param>
    /// <param name="isPlain">Whether only the shape with a colon counts.</param>
    /// <param name="clock">The time.</param>
    public static bool TryRead(ref Words words, bool isPlain, out WrittenClock clock)
    {
        clock = default;
        var ahead = words;
        var isRead = char.IsAsciiDigit(ahead.Peek)
            ? TryReadNumbers(ref ahead, isPlain, out clock)
            : !isPlain && TryReadName(ref ahead, out clock);
        if (isRead)
        {
            words = ahead;
        }

        return isRead;
    }

    private static bool TryReadName(ref Words words, out WrittenClock clock)
    {
        var name = words.Letters();
        var isNoon = name.Equals("noon", StringComparison.OrdinalIgnoreCase);
        clock = new(isNoon ? LocalTime.Noon : LocalTime.Midnight, null);
        return words.EndsWord && (isNoon || name.Equals("midnight", StringComparison.OrdinalIgnoreCase));
    }

    private static bool TryReadNumbers(ref Words words, bool isPlain, out WrittenClock clock)
    {
        clock = default;
        var (minute, second, nanosecond) = (0, 0, 0);
        if (!words.Number(1, 2, out var hour))
        {
            return false;
        }

        var hasColon = words.Take(':');
        var hasMinutes = hasColon || (!isPlain && words.Take('.'));
        if (hasMinutes && !words.Number(2, 2, out minute))
        {
            return false;
        }

        if (hasColon && !TryReadSeconds(ref words, out second, out nanosecond))
        {
            return false;
        }

        var half = hasColon || !isPlain ? ReadHalf(ref words, hasMinutes) : Half.None;
        if ((!hasColon && half == Half.None) || !Ends(words))
        {
            return false;
        }

        clock = Of(hour, minute, second, nanosecond, half);
        return true;
    }

    private static bool TryReadSeconds(ref Words words, out int second, out int nanosecond)
    {
        (second, nanosecond) = (0, 0);
        if (words.Peek != ':' || !char.IsAsciiDigit(words.PeekAt(1)))
        {
            return true;
        }

        words.At++;
        if (!words.Number(2, 2, out second))
        {
            return false;
        }

        if (words.Peek == '.' && char.IsAsciiDigit(words.PeekAt(1)))
        {
            words.At++;
            var start = words.At;
            words.Number(1, 9, out nanosecond);
            for (var digits = words.At - start; digits < 9; digits++)
            {
                nanosecond *= 10;
            }
        }

        return true;
    }

    // "AM", "pm", "a.m.", and the letter alone only when it touches the minutes: "at 10:45 a customer called" is no morning.
    private static Half ReadHalf(ref Words words, bool hasMinutes)
    {
        var ahead = words;
        var isApart = ahead.SkipBlanks();
        var half = ahead.Peek switch
        {
            'a' or 'A' => Half.Morning,
            'p' or 'P' => Half.Afternoon,
            _ => Half.None,
        };
        if (half == Half.None)
        {
            return half;
        }

        ahead.At++;
        var hasStop = ahead.Take('.');
        if (ahead.Peek is 'm' or 'M')
        {
            ahead.At++;
            _ = hasStop && ahead.Take('.');
        }
        else if (isApart || hasStop || !hasMinutes)
        {
            return Half.None;
        }

        if (!ahead.EndsWord)
        {
            return Half.None;
        }

        words = ahead;
        return half;
    }

    private static bool Ends(Words words)
    {
        var next = words.PeekAt(1);
        return words.Peek switch
        {
            'Z' or 'z' => !char.IsLetterOrDigit(next),
            ':' or '.' => !char.IsAsciiDigit(next),
            '%' or '/' => false,
            _ => words.EndsWord,
        };
    }

    private static WrittenClock Of(int hour, int minute, int second, int nanosecond, Half half)
    {
        if (hour > 23 || minute > 59 || second > 59)
        {
            var seconds = second > 59 ? $":{second:00}" : "";
            return new(
                default,
                $"{hour:00}:{minute:00}{seconds} is not a time of day: hours go from 00 to 23, minutes and seconds from 00 to 59. "
                    + "Write it like `14:05` or `2:05 PM`."
            );
        }

        if (half == Half.Morning && hour > 12)
        {
            return new(default, $"{hour:00}:{minute:00} AM does not exist. Say `{hour:00}:{minute:00}`, or `{hour - 12}:{minute:00} AM`.");
        }

        if (half == Half.Afternoon && hour == 0)
        {
            return new(default, $"00:{minute:00} PM does not exist. Say `12:{minute:00} PM`, or `00:{minute:00}`.");
        }

        var shift =
            half == Half.Morning && hour == 12 ? -12
            : half == Half.Afternoon && hour < 12 ? 12
            : 0;
        return new(new LocalTime(hour + shift, minute, second).PlusNanoseconds(nanosecond), null);
    }
}
