using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.CorrectiveTasks;

/// <summary>The day by which a message promises something, so that a form begins with it: "I will fix the alert by friday".</summary>
public static class PromisedDay
{
    private static readonly string[] Leads = ["by", "due", "until", "till", "before", "on"];

    // They say it without a word before them.
    private static readonly string[] Alone = ["tomorrow", "today", "tonight", "next"];

    /// <summary>The first day that it names and that has not passed; null where it names none.</summary>
    public static LocalDate? In(string words, LocalDate today)
    {
        foreach (var at in Beginnings(words))
        {
            var word = WordAt(words, at);
            var from =
                Array.Exists(Leads, lead => word.Equals(lead, StringComparison.OrdinalIgnoreCase)) ? at + word.Length
                : Array.Exists(Alone, alone => word.Equals(alone, StringComparison.OrdinalIgnoreCase)) ? at
                : -1;
            if (from >= 0 && DateReader.ReadLeading(words[from..], today) is { Found: true, Wrong: null } read && read.Date >= today)
            {
                return read.Date;
            }
        }

        return null;
    }

    private static IEnumerable<int> Beginnings(string words) =>
        Enumerable.Range(0, words.Length).Where(at => char.IsLetter(words[at]) && (at == 0 || char.IsWhiteSpace(words[at - 1])));

    private static string WordAt(string words, int at)
    {
        var end = at;
        while (end < words.Length && char.IsLetter(words[end]))
        {
            end++;
        }

        return words[at..end];
    }
}
