using NodaTime;

namespace IncidentBot.Times;

/// <summary>Reads and prints how often something comes round; the word "every" is the caller's.</summary>
public static class RepeatReader
{
    /// <summary>
    /// Reads "3 months", "month", "2 weeks", "other week", "quarter" at the beginning. False when it is nothing of the kind, with
    /// <paramref name="wrong"/> null, or when it cannot be (0 days, more than a hundred years), with a sentence for the person. The rest is
    /// what follows; the words untouched when nothing was read.
    /// </summary>
    public static bool TryRead(string words, out Period every, out string rest, out string? wrong)
    {
        (every, rest, wrong) = (Period.Zero, words, null);
        var ahead = new Words(words);
        ahead.SkipBlanks();
        if (!TryReadSpan(ref ahead, out var span))
        {
            return false;
        }

        wrong =
            span.Amount == 0 ? "Something that is due every 0 days never comes round. Say how often, like `every 3 months`."
            : span.IsTooLong ? "That is more than a hundred years. Say how often, like `every 3 months`."
            : null;
        if (wrong is not null)
        {
            return false;
        }

        ahead.SkipBlanks();
        (every, rest) = (span.Period, ahead.Rest.ToString());
        return true;
    }

    /// <summary>The words that read back to it: "3 months", "month". A period of several units, which nobody can type, prints its
    /// largest.</summary>
    public static string Print(Period every) =>
        every switch
        {
            { Years: > 0 } => Print(every.Years, "year"),
            { Months: > 0 } => Print(every.Months, "month"),
            { Weeks: > 0 } => Print(every.Weeks, "week"),
            _ => Print(every.Days, "day"),
        };

    private static string Print(int amount, string unit) => amount == 1 ? unit : $"{amount} {unit}s";

    private static bool TryReadSpan(ref Words words, out CalendarSpan span)
    {
        if (CalendarSpan.TryRead(ref words, out span))
        {
            return true;
        }

        var amount = words.Take("other") ? 2 : 1;
        var isRead = CalendarSpan.TryReadUnit(ref words, out var unit);
        span = new(amount, unit);
        return isRead;
    }
}
