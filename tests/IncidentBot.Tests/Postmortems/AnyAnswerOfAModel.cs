using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Wording;
using IncidentBot.Testing;
using IncidentBot.Timeline;
using IncidentBot.Times;

namespace IncidentBot.Tests.Postmortems;

/// <summary>Whatever a model answers: no number, time or name is accepted that is not in an entry that the sentence names.</summary>
public sealed partial class AnyAnswerOfAModel(ITestOutputHelper output)
{
    private static readonly string[] Words =
    [
        "checkout",
        "Database",
        "the",
        "was",
        "slow",
        "Redis",
        "DNS",
        "server",
        "not",
        "no",
        "lost",
        "data",
        "customers",
        "about",
        "should",
        "suspected",
        "failed",
        "over",
        "Lee",
        "Novak",
        "Amara",
        "Bob",
        "Kraken",
        "eu-west-1",
        "db_2",
        "INC-7",
        "H1",
        "at",
        "and",
        "of",
        "by",
        "30%",
        "35%",
        "502",
        "1,200",
        "12",
        "two",
        "half",
        "10:45",
        "11:05",
        "2:30 PM",
        "10:45 EDT",
        "15 minutes",
        "15 percent",
        "3 March",
        "2026-03-03",
        "4 May 2025",
        "$500",
        "5xx",
        "10k",
        "v1.2.3",
        "ruled",
        "out",
        "wrong",
        "never",
        "@bob",
        "https://x.example",
        "O'Brien",
    ];

    private static readonly string[] Verbs =
    [
        "note",
        "detected",
        "impact",
        "cause",
        "fix",
        "suspect",
        "improve",
        "note at 09:30",
        "note around 09:40",
    ];

    private static readonly Gen<string> Phrases = from words in Gen.ArrayOf(Gen.Elements(Words), 6) select string.Join(' ', words);

    private static readonly Gen<(AnIncident Incident, string Answer)> Cases =
        from told in Gen.ArrayOf(Gen.Zip(Gen.Elements(Verbs), Phrases), 5)
        let incident = told.Aggregate(AnIncident.Opened, Said)
        from sentences in Gen.ArrayOf(Sentence(incident.Incident), 12)
        select (incident, "Summary\n" + string.Join(' ', sentences[..6]) + "\nLessons\n" + string.Join('\n', sentences[6..]));

    [Fact]
    public void Says_nothing_that_its_entries_do_not()
    {
        var accepted = 0;
        Prop.ForAll(
                Cases.ToArbitrary(),
                one =>
                {
                    var answer = WordedAnswer.Read(one.Answer).BorneOutBy(one.Incident.Incident);
                    foreach (var sentence in answer.Summary.Concat(answer.Lessons))
                    {
                        accepted++;
                        var cited = Cited(sentence, one.Incident.Incident);
                        Assert.All(
                            Figure().Matches(sentence.Words),
                            figure => Assert.Contains(figure.Value, cited, StringComparison.Ordinal)
                        );
                        Assert.All(
                            Name().Matches(sentence.Words).Skip(1),
                            name => Assert.Contains(name.Value, cited, StringComparison.OrdinalIgnoreCase)
                        );
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

        output.WriteLine($"{accepted} sentences were accepted");
        Assert.True(accepted > 250, $"only {accepted} sentences were accepted, so little was checked");
    }

    // Mostly the words of an entry, in which a word may have been exchanged, and now and then the wrong entry is named.
    private static Gen<string> Sentence(Incident incident) =>
        from entry in Gen.Elements(incident.Entries.ToArray())
        from named in Gen.Frequency((4, Gen.Constant(entry.Number)), (1, Gen.Choose(1, incident.Sequence + 2)))
        from other in Gen.Elements(Words)
        from change in Gen.Choose(0, 3)
        let words = (entry.What.Words ?? "It began").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let said = change switch
        {
            0 => words,
            1 => [.. words, "at", TimeText.Clock(entry.When.From!.Value, incident.Zone)],
            2 => [.. words[..(words.Length / 2)], other, .. words[(words.Length / 2)..]],
            _ => [.. words, other],
        }
        select $"The record says {string.Join(' ', said)} (#{named}).";

    private static AnIncident Said(AnIncident incident, (string Verb, string Text) told) =>
        incident.Decide($"{told.Verb} {told.Text}").Events.Length == 0 ? incident : incident.After($"{told.Verb} {told.Text}");

    // What a reader finds who looks the entries up: their words, who told them, and when that was, as people write it.
    private static string Cited(WordedSentence sentence, Incident incident) =>
        string.Join(
            ' ',
            sentence.Cited.Select(number =>
            {
                var entry = incident.FindEntry(number)!;
                var at = entry.When.From?.InZone(incident.Zone);
                return $"{EventSentence.Of(entry.What).ToPlainText()} {Postmortem.SpeakerOf(entry).Name} "
                    + at?.ToDateTimeUnspecified().ToString("yyyy-MM-dd d MMMM dddd HH:mm h:mm", CultureInfo.InvariantCulture);
            })
        );

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Figure();

    [GeneratedRegex(@"\b\p{Lu}[\p{L}']*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();
}
