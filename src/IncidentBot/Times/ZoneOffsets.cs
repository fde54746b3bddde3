using NodaTime;

namespace IncidentBot.Times;

/// <summary>Offsets from UTC as people write them.</summary>
internal static class ZoneOffsets
{
    private const int MostSeconds = 18 * 3600;

    /// <summary>"UTC-4", "GMT+1", "UTC+01:00", "+05:30".</summary>
    public static bool TryReadNamed(ref Words words, out DateTimeZone? zone)
    {
        zone = null;
        var ahead = words;
        if (char.IsAsciiLetter(ahead.Peek))
        {
            var name = ahead.Letters();
            if (!name.Equals("UTC", StringComparison.OrdinalIgnoreCase) && !name.Equals("GMT", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        if (!TryReadSigned(ref ahead, out var offset))
        {
            return false;
        }

        zone = DateTimeZone.ForOffset(offset);
        words = ahead;
        return true;
    }

    /// <summary>±H, ±HH, ±HHMM, ±H:MM, ±HH:MM or ±HH:MM:SS, at most 18 hours, and no more of the word after it.</summary>
    public static bool TryReadSigned(ref Words words, out Offset offset)
    {
        offset = Offset.Zero;
        var ahead = words;
        var isBehind = ahead.TakeDash();
        if (!isBehind && !ahead.Take('+'))
        {
            return false;
        }

        if (!TryReadSeconds(ref ahead, out var seconds) || !ahead.EndsWord || seconds > MostSeconds)
        {
            return false;
        }

        offset = Offset.FromSeconds(isBehind ? -seconds : seconds);
        words = ahead;
        return true;
    }

    /// <summary>±HH:MM only: between blanks "+3" and "+1000" are more likely an amount.</summary>
    public static bool TryReadSpelledOut(ref Words words, out Offset offset)
    {
        var ahead = words;
        ahead.At++;
        offset = Offset.Zero;
        return ahead.Number(2, 2, out _) && ahead.Peek == ':' && TryReadSigned(ref words, out offset);
    }

    /// <summary>"UTC", "UTC-4", "UTC+5:30".</summary>
    public static string Print(Offset offset)
    {
        var minutes = Math.Abs(offset.Seconds) / 60;
        var sign = offset.Seconds < 0 ? '-' : '+';
        return (offset.Seconds, minutes % 60) switch
        {
            (0, _) => "UTC",
            (_, 0) => $"UTC{sign}{minutes / 60}",
            (_, var rest) => $"UTC{sign}{minutes / 60}:{rest:00}",
        };
    }

    private static bool TryReadSeconds(ref Words words, out int seconds)
    {
        seconds = 0;
        if (words.Number(4, 4, out var together))
        {
            seconds = (together / 100 * 60 + together % 100) * 60;
            return together % 100 < 60;
        }

        if (!words.Number(1, 2, out var hours))
        {
            return false;
        }

        var minutes = TryReadSexagesimal(ref words);
        var rest = minutes is null ? null : TryReadSexagesimal(ref words);
        seconds = (hours * 60 + (minutes ?? 0)) * 60 + (rest ?? 0);
        return true;
    }

    private static int? TryReadSexagesimal(ref Words words)
    {
        var ahead = words;
        if (!ahead.Take(':') || !ahead.Number(2, 2, out var value) || value > 59)
        {
            return null;
        }

        words = ahead;
        return value;
    }
}
