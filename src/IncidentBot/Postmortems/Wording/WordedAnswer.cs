using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Wording;

/// <summary>What a model answered: sentences of a summary and of lessons, as it wrote them.</summary>
public sealed partial record WordedAnswer(ImmutableArray<WordedSentence> Summary, ImmutableArray<WordedSentence> Lessons)
{
    /// <summary>So much of an answer is read.</summary>
    public const int Longest = 20_000;

    private const int MostSentences = 10;

    /// <summary>How many sentences there are.</summary>
    public int Count => Summary.Length + Lessons.Length;

    /// <summary>Reads an answer. What stands under neither of the two headings is nothing.</summary>
    public static WordedAnswer Read(string text)
    {
        var parts = Heading().Split(text.Length > Longest ? text[..Longest] : text);
        string Under(string heading) =>
            parts.Index().Skip(1).FirstOrDefault(part => parts[part.Index - 1].Equals(heading, StringComparison.OrdinalIgnoreCase)).Item
            ?? "";
        return new WordedAnswer([.. WordedSentence.Split(Under("summary"))], [.. WordedSentence.Split(Under("lessons"))]);
    }

    /// <summary>The sentences that an incident's entries bear out.</summary>
    public WordedAnswer BorneOutBy(Incident incident) => new(BorneOut(Summary, incident), BorneOut(Lessons, incident));

    private static ImmutableArray<WordedSentence> BorneOut(ImmutableArray<WordedSentence> sentences, Incident incident) =>
        [
            .. sentences
                .Where(sentence => WordingCheck.Complaint(sentence, incident) is null)
                .DistinctBy(sentence => sentence.Text)
                .Take(MostSentences),
        ];

    [GeneratedRegex(
        @"^[ \t#*_]*(summary|lessons)[ \t#*_]*:?[ \t*_]*$",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Heading();
}
