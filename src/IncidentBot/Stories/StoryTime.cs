using System.Globalization;
using IncidentBot.Chat;
using IncidentBot.Times;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Stories;

/// <summary>The time at the start of a story's line.</summary>
/// <param name="At">The instant.</param>
/// <param name="Zone">The zone it is in: the one the line names, else the one that rules.</param>
/// <param name="Rest">What follows it.</param>
internal sealed record StoryTime(Instant At, DateTimeZone Zone, string Rest)
{
    private const string Shape = "A line begins with its time: `2023-10-15 10:45`, `10:45` or `+5m`.";
    private const string NeedsDate = "The first line needs a date: `2023-10-15 10:45`.";

    private static readonly LocalTimePattern[] Clocks =
    [
        LocalTimePattern.CreateWithInvariantCulture("H:mm"),
        LocalTimePattern.CreateWithInvariantCulture("H:mm:ss;FFFFFFF"),
    ];

    /// <summary>Reads it; where it cannot, <paramref name="because"/> says why.</summary>
    public static bool TryRead(string line, Instant? last, DateTimeZone? ruling, out StoryTime time, out string because)
    {
        var (word, rest) = Phrase.Word(line);
        (var read, because) = word.StartsWith('+')
            ? After(word[1..], last, ruling ?? DateTimeZone.Utc, rest)
            : OfDay(word, last, ruling, rest);
        time = read!;
        return read is not null;
    }

    private static (StoryTime? Time, string Because) After(string amount, Instant? last, DateTimeZone zone, string rest)
    {
        // "+0m" is no span of time to a reader of spans; in a story it is the usual way to say "at once".
        var isNothing = amount.Length > 1 && amount.Trim('0').Length == 1 && char.IsLetter(amount[^1]);
        var span = Duration.Zero;
        if (!isNothing && !(SpanReader.TryRead(amount, out span, out var left) && left.Length == 0))
        {
            return (null, "`+` is followed by an amount: `+0m`, `+15m`, `+1h30m`, `+1d`.");
        }

        return last is { } before ? (new StoryTime(before + span, zone, rest), "") : (null, NeedsDate);
    }

    private static (StoryTime? Time, string Because) OfDay(string word, Instant? last, DateTimeZone? ruling, string rest)
    {
        var (date, clock) = Split(word, ref rest);
        var (bare, offset) = WithoutOffset(clock);
        var day = LocalDatePattern.Iso.Parse(date);
        if (Clock(bare, ref rest) is not { } time || (date.Length > 0 && !day.Success))
        {
            return (null, Shape);
        }

        var zone = TakeZone(ref rest) ?? offset ?? ruling ?? DateTimeZone.Utc;
        if (date.Length == 0 && last is null)
        {
            return (null, NeedsDate);
        }

        var local = (date.Length > 0 ? day.Value : last!.Value.InZone(zone).Date) + time;
        return Place(local, zone, last) is { } at
            ? at < last
                ? (
                    null,
                    $"It is before the line above. {(date.Length > 0 ? "A story goes forward in time." : "For the next day give its date.")}"
                )
                : (new StoryTime(at, zone, rest), "")
            : (
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{local:HH:mm} did not exist on {local.Date:uuuu-MM-dd} in {zone.Id}: the clocks were put forward."
                )
            );
    }

    private static (string Date, string Clock) Split(string word, ref string rest)
    {
        if (word.Length > 11 && char.ToUpperInvariant(word[10]) == 'T')
        {
            return (word[..10], word[11..]);
        }

        if (!word.Contains('-', StringComparison.Ordinal) || word.Contains(':', StringComparison.Ordinal))
        {
            return ("", word);
        }

        (var clock, rest) = Phrase.Word(rest);
        return (word, clock);
    }

    private static (string Clock, DateTimeZone? Offset) WithoutOffset(string clock)
    {
        var end = clock.IndexOfAny(['Z', 'z', '+', '-']);
        if (end <= 0)
        {
            return (clock, null);
        }

        // What looks like an offset and is none makes the whole no time.
        var zone = clock[end..] is "Z" or "z" ? DateTimeZone.Utc : ZoneReader.Find(clock[end..]);
        return zone is null ? ("", null) : (clock[..end], zone);
    }

    private static LocalTime? Clock(string text, ref string rest)
    {
        var half = Half(text.Length > 2 ? text[^2..] : "");
        var bare = half is null ? text : text[..^2];
        if (half is null && Half(Phrase.Word(rest).Word) is { } behind)
        {
            half = behind;
            rest = Phrase.Word(rest).Tail;
        }

        var time = Clocks.Select(pattern => pattern.Parse(bare)).FirstOrDefault(parsed => parsed.Success)?.Value;
        return half is null ? time
            : time is { Hour: >= 1 and <= 12 } twelve ? twelve.PlusHours(half.Value - (twelve.Hour == 12 ? 12 : 0))
            : null;
    }

    private static int? Half(string word) =>
        word.Equals("am", StringComparison.OrdinalIgnoreCase) ? 0
        : word.Equals("pm", StringComparison.OrdinalIgnoreCase) ? 12
        : null;

    // "10:45 UTC+02:00 amara: …": the word behind the time is a zone where it is one; a speaker's word ends in a colon.
    private static DateTimeZone? TakeZone(ref string rest)
    {
        var (word, tail) = Phrase.Word(rest);
        if (word.EndsWith(':') || ZoneReader.Find(word) is not { } zone)
        {
            return null;
        }

        rest = tail;
        return zone;
    }

    // An hour that comes twice in autumn is the first one, unless that lies before the line above.
    private static Instant? Place(LocalDateTime local, DateTimeZone zone, Instant? last)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count switch
        {
            0 => null,
            2 when last > mapping.First().ToInstant() => mapping.Last().ToInstant(),
            _ => mapping.First().ToInstant(),
        };
    }
}
