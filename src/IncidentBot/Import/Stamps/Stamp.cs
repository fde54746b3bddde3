using System.Text.RegularExpressions;
using NodaTime;

namespace IncidentBot.Import.Stamps;

/// <summary>A date, a time of day or both, where a text says them.</summary>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where it ends.</param>
internal readonly partial record struct Stamp(int Start, int End)
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>The date; null where only a time of day is written.</summary>
    public DateStamp? Date { get; init; }

    /// <summary>The time of day; null where only a date is written.</summary>
    public ClockStamp? Clock { get; init; }

    /// <summary>The zone; null where none is written.</summary>
    public DateTimeZone? Zone { get; init; }

    /// <summary>Whether the writer was not sure: "around", "~".</summary>
    public bool IsRough { get; init; }

    /// <summary>Reads what stands at a place of a text; null where no time stands there.</summary>
    public static Stamp? At(string text, int at, bool isLeading = false)
    {
        if (isLeading && at + 1 < text.Length && text[at] is '[' or '(')
        {
            return At(text, at + 1) is { } inside && inside.End < text.Length && text[inside.End] is ']' or ')'
                ? inside with
                {
                    End = inside.End + 1,
                }
                : null;
        }

        var rough = Roughly().Match(text, at);
        var start = rough.Success ? at + rough.Length : at;
        if (start >= text.Length || (start > 0 && start == at && IsInside(text, start)))
        {
            return null;
        }

        var length = DateStamp.LengthAt(text, start, out var date);
        if (length == 0)
        {
            return OfClock(new Stamp(at, start) { IsRough = rough.Success }, text, isLeading);
        }

        var dated = new Stamp(at, start + length) { Date = date, IsRough = rough.Success };
        var between = BehindDate().Match(text, dated.End);
        var clockAt = between.Success ? dated.End + between.Length : dated.End;
        if (clockAt >= text.Length || ClockStamp.LengthAt(text, clockAt, isLeading, out var clock) is not (> 0 and var taken))
        {
            return dated;
        }

        return Zoned(dated with { Clock = clock, End = clockAt + taken, IsRough = dated.IsRough || Rough(between.Value) }, text);
    }

    /// <summary>The first one at or behind a place; null where there is none.</summary>
    public static Stamp? Next(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (MayStart(text[at]) && (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && At(text, at) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Stamp? OfClock(Stamp none, string text, bool isLeading)
    {
        if (ClockStamp.LengthAt(text, none.End, isLeading, out var clock) is not (> 0 and var length))
        {
            return null;
        }

        var timed = Zoned(none with { Clock = clock, End = none.End + length }, text);
        var between = BehindClock().Match(text, timed.End);
        if (!between.Success || DateStamp.LengthAt(text, timed.End + between.Length, out var date) is not (> 0 and var dateLength))
        {
            return timed;
        }

        var dated = timed with { Date = date, End = timed.End + between.Length + dateLength };
        return dated.Zone is null ? Zoned(dated, text) : dated;
    }

    private static Stamp Zoned(Stamp stamp, string text)
    {
        var length = ZoneStamp.LengthAt(text, stamp.End, stamp.Clock is not null, out var zone);
        return length == 0 ? stamp : stamp with { Zone = zone, End = stamp.End + length };
    }

    // "$10:45" and "v2.10:45" are no times.
    private static bool IsInside(string text, int at) =>
        text[at - 1] is '$' or '.' or ':' or '/' or '-' && char.IsAsciiDigit(text[at]) && at > 1 && char.IsLetterOrDigit(text[at - 2]);

    private static bool MayStart(char letter) => char.IsAsciiDigit(letter) || letter is '~' or '≈' || char.IsAsciiLetter(letter);

    private static bool Rough(string between) =>
        between.Contains('~')
        || between.Contains("ound", StringComparison.OrdinalIgnoreCase)
        || between.Contains("ppro", StringComparison.OrdinalIgnoreCase)
        || between.Contains("bout", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\G(?:[~≈]|(?:around|about|approx(?:imately|\.)?|circa|ca\.)\s)\s*", Options, 1000)]
    private static partial Regex Roughly();

    [GeneratedRegex(
        @"\G(?:\s*[,;|T@]\s*|\s+[-–—]\s+|\s*:\s+|\s+)?(?:(?:at|from|between|around|about|approximately|approx\.?|starting|~)\s*)*",
        Options,
        1000
    )]
    private static partial Regex BehindDate();

    [GeneratedRegex(@"\G(?:\s*,\s*|\s+)(?:on\s+)?(?:the\s+)?", Options, 1000)]
    private static partial Regex BehindClock();
}
