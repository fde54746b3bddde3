using System.Collections.Immutable;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Memory.Words;

namespace IncidentBot.Memory;

/// <summary>
/// What past incidents that resemble each other say to look at first: what was suspected first and how often wrongly, and what the causes have in
/// common. Counted, never guessed. Pure.
/// </summary>
internal static class FirstChecks
{
    // Once is no habit.
    private const int Least = 2;
    private const int MostCauses = 2;

    /// <summary>A sentence, or none where the numbers say nothing.</summary>
    public static ImmutableArray<string> Of(ImmutableArray<Incident> past, Synonyms words)
    {
        var of = $"of {past.Length} such incidents";
        return (Guess(past, words), CauseOf(past, words)) switch
        {
            ({ } guess, { } cause) =>
            [
                $"“{guess.Words}” was suspected first in {guess.Suspected} {of} and was wrong {Wrong(guess)}; the cause had to do with {cause.Words} in {cause.Incidents} of {past.Length}: look there first.",
            ],
            ({ } guess, null) => [$"“{guess.Words}” was suspected first in {guess.Suspected} {of} and was wrong {Wrong(guess)}."],
            (null, { } cause) => [$"in {cause.Incidents} {of} the cause had to do with {cause.Words}: look there first."],
            _ => [],
        };
    }

    /// <summary>What at least half of the causes of past incidents have in common, and in how many of them; null where that is nothing.</summary>
    public static (string Words, int Incidents)? CauseOf(ImmutableArray<Incident> past, Synonyms words)
    {
        var common = Common([.. past.Select(incident => Terms(CausesOf(incident), words))], words);
        return common.Count == 0
            ? null
            : (
                string.Join(
                    " and ",
                    common.Where(cause => cause.Incidents == common[0].Incidents).Take(MostCauses).Select(cause => $"“{cause.Words}”")
                ),
                common[0].Incidents
            );
    }

    private static string Wrong(Suspicion guess) => guess.Wrong == guess.Suspected ? "each time" : $"in {guess.Wrong} of them";

    // Of several words the one that misled most often.
    private static Suspicion? Guess(ImmutableArray<Incident> past, Synonyms synonyms) =>
        past.Select(incident => incident.Hypotheses.MinBy(hypothesis => hypothesis.Number))
            .OfType<Hypothesis>()
            .SelectMany(first => Terms([first.Text], synonyms).DistinctBy(spoken => spoken.Term).Select(spoken => (spoken, first)))
            .GroupBy(pair => pair.spoken.Term, StringComparer.Ordinal)
            .Select(group => new Suspicion(
                Usual(group.Select(pair => pair.spoken)),
                group.Count(),
                group.Count(pair => pair.first.State == HypothesisState.RuledOut)
            ))
            .Where(guess => guess.Wrong >= Least && 2 * guess.Wrong > guess.Suspected)
            .OrderByDescending(guess => guess.Wrong)
            .ThenBy(guess => guess.Suspected)
            .ThenBy(guess => guess.Words, StringComparer.Ordinal)
            .FirstOrDefault();

    // What at least half of them share; words that operations have many names for before all others, which are mostly how a sentence is made.
    private static List<(string Words, int Incidents)> Common(ImmutableArray<List<(string Term, string Words)>> texts, Synonyms words)
    {
        var shared = texts
            .SelectMany(text => text.DistinctBy(spoken => spoken.Term))
            .GroupBy(spoken => spoken.Term, StringComparer.Ordinal)
            .Select(group => (Term: group.Key, Incidents: group.Count()))
            .Where(term => term.Incidents >= Least && 2 * term.Incidents >= texts.Length)
            .ToList();
        var concepts = shared.FindAll(term => words.IsConcept(term.Term));
        return
        [
            .. (concepts.Count > 0 ? concepts : shared)
                .Select(term => (Words: Usual(texts.SelectMany(text => text).Where(spoken => spoken.Term == term.Term)), term.Incidents))
                .OrderByDescending(cause => cause.Incidents)
                .ThenByDescending(cause => cause.Words.Contains(' ', StringComparison.Ordinal))
                .ThenBy(cause => cause.Words, StringComparer.Ordinal),
        ];
    }

    private static List<(string Term, string Words)> Terms(IEnumerable<string> texts, Synonyms synonyms) =>
        [.. texts.SelectMany(text => Words.Terms.Spoken(text, synonyms)).Where(spoken => !Recall.IsGeneral(spoken.Term))];

    private static IEnumerable<string> CausesOf(Incident incident) =>
        incident.Entries.Where(entry => entry.Counts).Select(entry => entry.What).OfType<CauseStated>().Select(cause => cause.Text);

    private static string Usual(IEnumerable<(string Term, string Words)> spoken) =>
        spoken
            .GroupBy(one => one.Words, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .First()
            .Key;

    private sealed record Suspicion(string Words, int Suspected, int Wrong);
}
