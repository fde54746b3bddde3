namespace IncidentBot.Times;

/// <summary>Reads one whole expression of time, from its "at" to its zone.</summary>
internal static class TimePhrase
{
    private static readonly string[] Roughly = ["around", "about", "approximately", "approx", "circa", "ca", "roughly"];

    /// <summary>Whether a phrase can begin with this character; most texts are done here.</summary>
    public static bool MayStart(char c) => c is >= '0' and <= '9' or '~' or '≈' || "abcefhnorst".Contains((char)(c | 0x20));

    /// <summary>Takes the phrase when there is one; then either the moment or what is wrong with it is set.</summary>
    public static bool TryRead(ref Words words, Shapes withoutLead, TimeContext context, out Moment? when, out string? wrong)
    {
        (when, wrong) = (null, null);
        var ahead = words;
        var isLed = ahead.Take("at");
        if (isLed && TryReadUnknown(ref ahead))
        {
            words = ahead;
            when = Moment.Unknown(context.Zone.Id);
            return true;
        }

        var range = ahead;
        if (range.Take("between"))
        {
            return TryReadRange(ref words, range, context, out when, out wrong);
        }

        var isRough = TakeRoughly(ref ahead);
        var shapes = isLed || isRough ? Shapes.Any : withoutLead;
        if (!WrittenTime.TryRead(ref ahead, shapes, out var time))
        {
            return false;
        }

        (when, wrong) =
            !isRough && TryReadOtherEnd(ref ahead, time) is { } end ? RangePlacing.Place(time, end, context) : One(time, isRough, context);
        words = ahead;
        return true;
    }

    private static bool TryReadUnknown(ref Words words)
    {
        var ahead = words;
        // "What are we looking at?" is a question.
        if (Words.IsBlank(ahead.Before) && ahead.Take('?') && ahead.EndsWord)
        {
            words = ahead;
            return true;
        }

        if (!words.TakeOnly("unknown"))
        {
            return false;
        }

        ahead = words;
        words = ahead.SkipBlanks() && ahead.TakeOnly("time") ? ahead : words;
        return true;
    }

    private static bool TryReadRange(ref Words words, Words ahead, TimeContext context, out Moment? when, out string? wrong)
    {
        (when, wrong) = (null, null);
        if (!WrittenTime.TryRead(ref ahead, Shapes.Any, out var first))
        {
            return false;
        }

        ahead.SkipBlanks();
        if (!ahead.Take("and") || !WrittenTime.TryRead(ref ahead, Shapes.Any, out var second))
        {
            return false;
        }

        words = ahead;
        (when, wrong) = RangePlacing.Place(first, second, context);
        return true;
    }

    // "14:00-16:00" with nothing between is a range, not an offset of 16 hours.
    private static WrittenTime? TryReadOtherEnd(ref Words words, WrittenTime first)
    {
        var ahead = words;
        if (!first.IsClockOnly || !ahead.TakeDash() || !char.IsAsciiDigit(ahead.Peek))
        {
            return null;
        }

        if (!WrittenTime.TryRead(ref ahead, Shapes.Bare, out var second) || second.Ago is not null)
        {
            return null;
        }

        words = ahead;
        return second;
    }

    private static bool TakeRoughly(ref Words words)
    {
        var isSign = words.Take('~') || words.Take('≈');
        var isWord = !isSign && char.IsAsciiLetter(words.Peek) && TakeAny(ref words);
        _ = isWord && words.Take('.');
        words.SkipBlanks();
        return isSign || isWord;
    }

    private static bool TakeAny(ref Words words)
    {
        foreach (var word in Roughly)
        {
            if (words.Take(word))
            {
                return true;
            }
        }

        return false;
    }

    private static (Moment? When, string? Wrong) One(WrittenTime time, bool isRough, TimeContext context)
    {
        var placing = new Placing(context);
        var (at, wrong) = placing.Place(time);
        if (wrong is not null)
        {
            return (null, wrong);
        }

        var zoneId = placing.ZoneOf(time).Id;
        return (isRough ? Moment.Approximate(at, zoneId) : Moment.Exact(at, zoneId), null);
    }
}
