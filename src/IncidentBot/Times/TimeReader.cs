namespace IncidentBot.Times;

/// <summary>Reads the time that a person puts before or behind a text: "at 10:45 AM", "15m ago", "between 14:00 and 16:00", "at
/// ?".</summary>
/// <remarks>
/// A time without a zone is the context's zone; one without a day is the last such time that has passed. A time in the future that says
/// its day is read as
/// it is: whoever decides refuses it. A time of day in a gap of the clocks, an impossible date and the like come back as a sentence in
/// <see cref="TimeReading.Wrong"/>; what only looks like a time at first ("at the office") is left in the text. Nothing throws, and the
/// cost grows
/// with the length of the time, not of the text.
/// </remarks>
public static class TimeReader
{
    // Two canonical times with the longest zone id, and room for blanks.
    private const int LongestPhrase = 240;

    /// <summary>
    /// Reads a time at the beginning, and drops the colon, comma, dash or full stop behind it. Without "at", "around" or "between" only a time with a
    /// colon ("10:45", with a full date before it or not) and "15m ago" count.
    /// </summary>
    public static TimeReading ReadLeading(string words, TimeContext context)
    {
        var ahead = new Words(words);
        ahead.SkipBlanks();
        if (!TimePhrase.MayStart(ahead.Peek) || !TimePhrase.TryRead(ref ahead, Shapes.Bare, context, out var when, out var wrong))
        {
            return TimeReading.None(words);
        }

        if (wrong is not null)
        {
            return TimeReading.Refused(words, wrong);
        }

        ahead.SkipSeparator();
        return new(true, when, ahead.Rest.ToString(), null);
    }

    /// <summary>
    /// Reads a time that ends the words: "Web stack slow at 10:45", "Web stack slow 15m ago". It begins with "at", "around" or "between",
    /// or ends with "ago". The rest is what stands before it.
    /// </summary>
    public static TimeReading ReadTrailing(string words, TimeContext context)
    {
        var text = words.AsSpan()[..EndOf(words)];
        for (var start = Math.Max(0, text.Length - LongestPhrase); start < text.Length; start++)
        {
            if (!TimePhrase.MayStart(text[start]) || (start > 0 && !Words.IsBlank(text[start - 1])))
            {
                continue;
            }

            var ahead = new Words(text) { At = start };
            if (!TimePhrase.TryRead(ref ahead, Shapes.Ago, context, out var when, out var wrong) || !ahead.IsOver)
            {
                continue;
            }

            return wrong is null ? new(true, when, Before(text[..start]), null) : TimeReading.Refused(words, wrong);
        }

        return TimeReading.None(words);
    }

    // Without the blanks and the full stop that end a sentence; "a.m." keeps its own, which the clock does not need.
    private static int EndOf(string words)
    {
        var end = words.Length;
        while (end > 0 && (Words.IsBlank(words[end - 1]) || words[end - 1] is '.' or '!'))
        {
            end--;
        }

        return end;
    }

    private static string Before(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && (Words.IsBlank(text[^1]) || Words.IsDash(text[^1]) || text[^1] is ',' or ';'))
        {
            text = text[..^1];
        }

        return text.ToString();
    }
}
