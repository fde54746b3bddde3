using System.Globalization;
using IncidentBot.Chat;
using IncidentBot.Times;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Stories;

/// <summary>The time at the start of a story's line.</summary>
internal static class StoryTime
{
    private static readonly LocalTimePattern[] Clocks =
    [
        LocalTimePattern.CreateWithInvariantCulture("H:mm"),
        LocalTimePattern.CreateWithInvariantCulture("H:mm:ss"),
    ];

    public static bool TryRead(string line, Instant? last, DateTimeZone zone, out Instant at, out string rest, out string because)
    {
        at = default;
        because = "A line begins with its time: `2023-10-15 10:45`, `10:45` or `+5m`.";
        (var word, rest) = Phrase.Word(line);
        if (word.StartsWith('+'))
        {
            return TryReadAmount(word[1..], last, ref rest, out at, ref because);
        }

        var (date, clock) = Split(word, ref rest);
        if (Clock(clock) is not { } time || (date.Length > 0 && !LocalDatePattern.Iso.Parse(date).Success))
        {
            return false;
        }

        var ruling = TakeZone(ref rest) ?? TakeOffset(clock) ?? zone;
        if (date.Length == 0 && last is null)
        {
            because = "The first line needs a date: `2023-10-15 10:45`.";
            return false;
        }

        var day = date.Length > 0 ? LocalDatePattern.Iso.Parse(date).Value : last!.Value.InZone(ruling).Date;
        return TryPlace(day + time, ruling, last, date.Length > 0, out at, out because);
    }

    private static bool TryReadAmount(string amount, Instant? last, ref string rest, out Instant at, ref string because)
    {
        at = default;
        because = "`+` is followed by an amount: `+0m`, `+15m`, `+1h30m`, `+1d`.";
        if (amount.Length > 1 && amount.Trim('0').Length == 1 && char.IsLetter(amount[^1]) && last is not null)
        {
            at = last.Value;
            return true;
        }

        if (!SpanReader.TryRead(amount, out var span, out var left) || left.Length > 0)
        {
            return false;
        }

        because = "The first line needs a date: `2023-10-15 10:45`.";
        at = last is { } before ? before + span : default;
        return last is not null;
    }

    private static (string Date, string Clock) Split(string word, ref string rest)
    {
        var t = word.IndexOf('T', StringComparison.OrdinalIgnoreCase);
        if (t > 0)
        {
            return (word[..t], word[(t + 1)..]);
        }

        if (!word.Contains('-', StringComparison.Ordinal) || word.Contains(':', StringComparison.Ordinal))
        {
            return ("", word);
        }

        (var clock, rest) = Phrase.Word(rest);
        return (word, clock);
    }

    private static LocalTime? Clock(string text)
    {
        var bare = text.TrimEnd('Z', 'z');
        var sign = bare.IndexOfAny(['+', '-']);
        bare = sign > 0 ? bare[..sign] : bare;
        foreach (var pattern in Clocks)
        {
            if (pattern.Parse(bare) is { Success: true } parsed)
            {
                return parsed.Value;
            }
        }

        return null;
    }

    private static DateTimeZone? TakeOffset(string clock) =>
        clock.EndsWith('Z') || clock.EndsWith('z') ? DateTimeZone.Utc
        : clock.IndexOfAny(['+', '-']) is var sign and > 0 ? ZoneReader.Find(clock[sign..])
        : null;

    // "10:45 UTC amara: …": the word behind the time is a zone where it ends in no colon.
    private static DateTimeZone? TakeZone(ref string rest)
    {
        var (word, tail) = Phrase.Word(rest);
        if (word.Contains(':', StringComparison.Ordinal) && !word.StartsWith('+') && !word.StartsWith('-') || word.Length == 0)
        {
            return null;
        }

        if (word.StartsWith("-:", StringComparison.Ordinal) || ZoneReader.Find(word) is not { } zone)
        {
            return null;
        }

        rest = tail;
        return zone;
    }

    private static bool TryPlace(LocalDateTime local, DateTimeZone zone, Instant? last, bool hasDate, out Instant at, out string because)
    {
        var mapping = zone.MapLocal(local);
        at = mapping.Count == 0 ? default : mapping.First().ToInstant();
        if (mapping.Count == 2 && last > at)
        {
            at = mapping.Last().ToInstant();
        }

        because =
            mapping.Count == 0
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{local:HH:mm} did not exist on {local.Date:uuuu-MM-dd} in {zone.Id}: the clocks were put forward."
                )
                : "";
        if (mapping.Count > 0 && at < last)
        {
            because = hasDate
                ? "It is before the line above: a story goes forward in time."
                : "It is before the line above. For the next day give its date.";
        }

        return because.Length == 0;
    }
}
