using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Timeline;

namespace IncidentBot.Postmortems.Wording;

/// <summary>Whether the entries that a sentence names bear it out. Pure: it believes no model, and looks every word up.</summary>
/// <remarks>
/// A sentence stands only where each number, time, day, code and name, and every word that claims something, is in an entry that it names; where it
/// denies what they deny, and nothing else; and where guesses stay guesses and promises stay promises. What the words come to together nobody
/// checks: two entries that are both named can still be told as one. So the citations are shown.
/// </remarks>
internal static class WordingCheck
{
    private const int Longest = 400;

    /// <summary>What is wrong with a sentence; null where nothing is.</summary>
    public static string? Complaint(WordedSentence sentence, Incident incident)
    {
        if (sentence.Text.Length > Longest || sentence.Words.Any(IsForbidden))
        {
            return "it is too long or has characters of markup";
        }

        var cited = sentence.Cited.Select(incident.FindEntry).ToImmutableArray();
        if (cited.IsEmpty || cited.Any(entry => entry is null || !Evidence.IsCitable(entry)))
        {
            return "it names no entry, or one that there is not";
        }

        var evidence = new Evidence(incident, [.. cited.OfType<TimelineEntry>()]);
        var said = Spoken.Of(sentence.Words);
        return said.Words.IsEmpty ? "it says nothing" : Figures(said, evidence) ?? Claims(said, evidence) ?? Manner(said, evidence);
    }

    private static string? Figures(Spoken said, Evidence evidence)
    {
        string? Missing<T>(IEnumerable<T> all, Func<T, bool> isThere, string what)
            where T : notnull => all.Any(one => !isThere(one)) ? $"a {what} is in no entry that it names" : null;

        return Missing(said.Names, evidence.HasWord, "name")
            ?? Missing(said.Times, evidence.Times.Contains, "time")
            ?? Missing(said.Days, evidence.Days.Contains, "day")
            ?? Missing(said.Amounts, evidence.Has, "number")
            ?? Missing(said.Codes, evidence.HasCode, "name or code");
    }

    private static string? Claims(Spoken said, Evidence evidence) =>
        said.Words.FirstOrDefault(word =>
            !Plain.Linking.Contains(word)
            && !Plain.Denials.Contains(word)
            && !SpokenAmount.IsNumber(word)
            && !said.Amounts.Any(amount => amount.IsIn(word))
            && !evidence.Means(word)
        )
            is { } unknown
            ? $"“{Phrase.Shortened(unknown, 40)}” is in no entry that it names"
            : null;

    private static string? Manner(Spoken said, Evidence evidence)
    {
        var denies = said.Words.Any(Plain.Denials.Contains);
        if (denies && !evidence.Denies)
        {
            return "it denies what no entry denies";
        }

        if (!denies && evidence.Denied.Any(said.Words.Contains))
        {
            return "it claims what an entry denies";
        }

        return said.Times.Any(time => !evidence.ExactTimes.Contains(time)) && !said.Words.Any(Plain.Approximate.Contains)
                ? "a time that is only about known is told as exact"
            : evidence.Entries.Any(entry => entry.What is HypothesisRaised)
            && !evidence.Entries.Any(entry => entry.What is HypothesisConfirmed)
            && !said.Words.Any(word => Plain.Doubt.Contains(word) || Plain.Wrong.Contains(word))
                ? "a guess is told as a fact"
            : evidence.Entries.Any(entry => entry.What is HypothesisRuledOut) && !denies && !said.Words.Any(Plain.Wrong.Contains)
                ? "a wrong guess is told as a right one"
            : evidence.Entries.Any(entry => entry.What is ImprovementProposed or TaskAdded) && !said.Words.Any(Plain.Duty.Contains)
                ? "a promise is told as done"
            : null;
    }

    // Nothing of markup, nothing that is not seen, and no entry that is named beside the citations.
    private static bool IsForbidden(char letter) =>
        letter is '<' or '>' or '`' or '{' or '}' or '[' or ']' or '|' or '#' or '*' or '\\'
        || char.IsControl(letter)
        || char.IsSurrogate(letter)
        || char.GetUnicodeCategory(letter)
            is UnicodeCategory.Format
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
