using NodaTime;

namespace IncidentBot.Times;

/// <summary>The zone after a time, as written: a name, an offset, or in the canonical words both.</summary>
internal readonly record struct WrittenZone(DateTimeZone Zone, Offset? Offset)
{
    private const int LongestInBrackets = 64;

    /// <summary>Takes the zone when there is one; a word that names none is the text's, and stays.</summary>
    /// <param name="words">Stands right behind the time.</param>
    /// <param name="isDated">Whether an ISO date stands before the time: then a sign without a blank is an offset, else it may be a
    /// range.</param>
    public static WrittenZone? TryRead(ref Words words, bool isDated)
    {
        var ahead = words;
        var isApart = ahead.SkipBlanks();
        var zone = ahead.Peek switch
        {
            '(' => TryReadInParentheses(ref ahead),
            '[' => TryReadInBrackets(ref ahead, null),
            '+' => TryReadOffset(ref ahead, isApart),
            var c when Words.IsDash(c) => isApart || isDated ? TryReadOffset(ref ahead, isApart) : null,
            'Z' or 'z' when !isApart => TryReadZulu(ref ahead),
            var c when isApart && char.IsAsciiLetter(c) => TryReadName(ref ahead),
            _ => null,
        };
        if (zone is not null)
        {
            words = ahead;
        }

        return zone;
    }

    private static WrittenZone? TryReadZulu(ref Words words)
    {
        words.At++;
        return words.EndsWord ? TryReadInBrackets(ref words, NodaTime.Offset.Zero) ?? new(DateTimeZone.Utc, null) : null;
    }

    private static WrittenZone? TryReadOffset(ref Words words, bool isApart)
    {
        if (!(isApart ? ZoneOffsets.TryReadSpelledOut(ref words, out var offset) : ZoneOffsets.TryReadSigned(ref words, out offset)))
        {
            return null;
        }

        return TryReadInBrackets(ref words, offset) ?? new(DateTimeZone.ForOffset(offset), offset);
    }

    private static WrittenZone? TryReadInBrackets(ref Words words, Offset? offset)
    {
        var ahead = words;
        if (!ahead.Take('[') || TryTakeUntil(ref ahead, ']') is not { IsEmpty: false } id || ZoneReader.FindById(id) is not { } zone)
        {
            return null;
        }

        words = ahead;
        return new(zone, offset);
    }

    // "(UTC-4)", and "(South African Standard Time - SAST)", of which the last word is the zone.
    private static WrittenZone? TryReadInParentheses(ref Words words)
    {
        words.At++;
        var inside = TryTakeUntil(ref words, ')');
        var dash = inside.LastIndexOf(" - ");
        var zone = ZoneReader.Find(inside) ?? (dash < 0 ? null : ZoneReader.Find(inside[(dash + 3)..]));
        return zone is null ? null : new(zone, null);
    }

    private static WrittenZone? TryReadName(ref Words words)
    {
        var named = words;
        if (ZoneOffsets.TryReadNamed(ref named, out var zone))
        {
            words = named;
            return new(zone!, null);
        }

        var start = words;
        var letters = words.Letters();
        if (words.Peek is '/' or '_')
        {
            return TryReadId(ref words, start);
        }

        zone = words.EndsWord && !IsFirstOfPair(words) && ZoneAbbreviations.IsMeant(letters) ? ZoneReader.FindAbbreviation(letters) : null;
        return zone is null ? null : new(zone, null);
    }

    private static WrittenZone? TryReadId(ref Words words, Words start)
    {
        while (char.IsAsciiLetterOrDigit(words.Peek) || words.Peek is '/' or '_' or '+' || IsInnerDash(words))
        {
            words.At++;
        }

        var zone = ZoneReader.FindById(start.Rest[..(words.At - start.At)]);
        return zone is null ? null : new(zone, null);
    }

    private static bool IsInnerDash(Words words) => words.Peek == '-' && char.IsAsciiLetterOrDigit(words.PeekAt(1));

    // "EST-based" is a word of the text.
    private static bool IsFirstOfPair(Words words) => Words.IsDash(words.Peek) && char.IsLetterOrDigit(words.PeekAt(1));

    private static ReadOnlySpan<char> TryTakeUntil(ref Words words, char end)
    {
        var rest = words.Rest;
        var length = rest[..Math.Min(rest.Length, LongestInBrackets)].IndexOf(end);
        if (length < 0)
        {
            return default;
        }

        words.At += length + 1;
        return rest[..length];
    }
}
