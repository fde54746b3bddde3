using NodaTime;

namespace IncidentBot.Times;

/// <summary>Which shapes of a time are looked for.</summary>
internal enum Shapes
{
    /// <summary>All; a word such as "at" stands before them.</summary>
    Any,

    /// <summary>At the start of a text: only what nobody writes by accident, "10:45", "2024-06-05 14:30" and "15m ago".</summary>
    Bare,

    /// <summary>At the end of a text without "at": only "15m ago".</summary>
    Ago,
}

/// <summary>One time as written: a time of day with the day and the zone if they were said, or how long ago it was.</summary>
internal readonly record struct WrittenTime(WrittenDay? Day, WrittenClock Clock, WrittenZone? Zone, Duration? Ago)
{
    /// <summary>Whether it is a time of day and nothing else.</summary>
    public bool IsClockOnly => Day is null && Zone is null && Ago is null;

    /// <summary>Takes the time when there is one.</summary>
    public static bool TryRead(ref Words words, Shapes shapes, out WrittenTime time) =>
        (shapes == Shapes.Any && TryReadNow(ref words, out time))
        || (shapes != Shapes.Ago && (TryReadDated(ref words, shapes, out time) || TryReadClock(ref words, shapes, out time)))
        || TryReadAgo(ref words, out time);

    private static bool TryReadNow(ref Words words, out WrittenTime time)
    {
        time = new(null, default, null, Duration.Zero);
        var ahead = words;
        var isRead = ahead.TakeOnly("now") && !Words.IsDash(ahead.Peek);
        words = isRead ? ahead : words;
        return isRead;
    }

    private static bool TryReadAgo(ref Words words, out WrittenTime time)
    {
        var ahead = words;
        var isRead = SpanReader.TryRead(ref ahead, out var span) && ahead.SkipBlanks() && ahead.TakeOnly("ago");
        time = new(null, default, null, span);
        words = isRead ? ahead : words;
        return isRead;
    }

    private static bool TryReadDated(ref Words words, Shapes shapes, out WrittenTime time)
    {
        time = default;
        var year = words;
        var isIso = year.Number(4, 4, out _);
        if (shapes == Shapes.Bare && !isIso)
        {
            return false;
        }

        var ahead = words;
        if (!DayWords.TryRead(ref ahead, out var day))
        {
            return false;
        }

        if (!(isIso && (ahead.Take('T') || ahead.Take('t'))))
        {
            ahead.SkipBlanks();
            _ = ahead.Take(',') && ahead.SkipBlanks();
            _ = ahead.Take("at");
        }

        if (!WrittenClock.TryRead(ref ahead, shapes == Shapes.Bare, out var clock))
        {
            return false;
        }

        time = new(day, clock, WrittenZone.TryRead(ref ahead, isIso), null);
        words = ahead;
        return true;
    }

    private static bool TryReadClock(ref Words words, Shapes shapes, out WrittenTime time)
    {
        time = default;
        if (!WrittenClock.TryRead(ref words, shapes == Shapes.Bare, out var clock))
        {
            return false;
        }

        var zone = WrittenZone.TryRead(ref words, isDated: false);
        var day = TryReadDayBehind(ref words);
        zone ??= day is null ? null : WrittenZone.TryRead(ref words, isDated: false);
        time = new(day, clock, zone, null);
        return true;
    }

    // "23:10 yesterday", "10:45 on 5 June"; another day right behind the time may be the text's: "10:45 Monday's deploy".
    private static WrittenDay? TryReadDayBehind(ref Words words)
    {
        var ahead = words;
        if (!ahead.SkipBlanks() || !char.IsAsciiLetter(ahead.Peek))
        {
            return null;
        }

        var hasOn = ahead.Take("on");
        if (!DayWords.TryRead(ref ahead, out var day) || !(hasOn || day.Kind == DayKind.Near))
        {
            return null;
        }

        words = ahead;
        return day;
    }
}
