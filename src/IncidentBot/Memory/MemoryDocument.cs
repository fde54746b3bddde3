using System.Collections.Immutable;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Memory.Words;

namespace IncidentBot.Memory;

/// <summary>What is remembered of an incident that is over: its terms, each with how much it says about it. Pure.</summary>
internal static class MemoryDocument
{
    // Title, symptoms and cause say what it was; notes are chatter, in which every word comes up once.
    private const double InTitle = 3;
    private const double InSymptoms = 2.5;
    private const double InCause = 2;
    private const double InFix = 1.5;
    private const double InHypotheses = 1;
    private const double InNotes = 0.5;

    private const int MostTerms = 250;

    /// <summary>Whether anything is remembered of it: it is over, no drill, and everybody may know of it.</summary>
    public static bool Remembers(Incident? incident) => incident is { IsOver: true, IsPrivate: false, IsDrill: false };

    /// <summary>The terms and their weights; the heaviest ones of a long incident.</summary>
    public static ImmutableSortedDictionary<string, double> Of(Incident incident, Synonyms synonyms)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (text, weight) in Texts(incident))
        {
            foreach (var term in Terms.Of(text, synonyms).Distinct(StringComparer.Ordinal))
            {
                weights[term] = weights.GetValueOrDefault(term) + weight;
            }
        }

        return weights
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(MostTerms)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>What an incident that has just begun can be compared by: what broke, how it shows, what is suspected and what it was.</summary>
    public static string Symptoms(Incident incident) =>
        string.Join('\n', Texts(incident).Where(text => text.Weight > InNotes).Select(text => text.Text));

    /// <summary>What past incidents are looked for by while an incident runs: what broke, how it shows, the last guess, and what it was.</summary>
    /// <remarks>
    /// Together with the title, and each by itself, because a title in other words would hide it. By itself one word in common is no
    /// resemblance: whatever is guessed, somebody guessed before.
    /// </remarks>
    public static ImmutableArray<(string Text, bool IsWhole)> Questions(Incident incident)
    {
        var guess = incident.Hypotheses.LastOrDefault(hypothesis => hypothesis.State != HypothesisState.RuledOut)?.Text;
        string[] said =
        [
            string.Join('\n', Told<Detected>(incident).Concat(Told<ImpactStated>(incident))),
            guess ?? "",
            string.Join('\n', Told<CauseStated>(incident)),
        ];
        return
        [
            (incident.Title, true),
            .. said.Where(text => text.Length > 0).SelectMany(text => new[] { ($"{incident.Title}\n{text}", true), (text, false) }),
        ];
    }

    private static IEnumerable<string> Told<T>(Incident incident)
        where T : ToldEvent =>
        incident.Entries.Where(entry => entry.Counts).Select(entry => entry.What).OfType<T>().Select(told => told.Text);

    private static IEnumerable<(string Text, double Weight)> Texts(Incident incident) =>
        incident
            .Entries.Where(entry => entry.Counts)
            .Select(entry =>
                entry.What switch
                {
                    IncidentOpened e => (e.Title, InTitle),
                    Detected e => (e.Text, InSymptoms),
                    ImpactStated e => (e.Text, InSymptoms),
                    CauseStated e => (e.Text, InCause),
                    HypothesisRaised e => (e.Text, IsRight(incident, e.Hypothesis) ? InCause : InHypotheses),
                    FixStated e => (e.Text, InFix),
                    Mitigated e => (e.Text, InFix),
                    Resolved e => (e.Text, InFix),
                    Noted e => (e.Text, InNotes),
                    HypothesisConfirmed e => (e.Text, InNotes),
                    HypothesisRuledOut e => (e.Text, InNotes),
                    _ => ("", 0.0),
                }
            )
            .Where(text => text.Item1.Length > 0);

    private static bool IsRight(Incident incident, int hypothesis) =>
        incident.FindHypothesis(hypothesis)?.State == HypothesisState.Confirmed;
}
