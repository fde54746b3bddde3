using System.Collections.Immutable;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Memory.Words;
using NodaTime;

namespace IncidentBot.Memory.Patterns;

/// <summary>What is usually suspected first where something shows in a certain way, and is usually wrong.</summary>
/// <param name="Shows">The way in which it shows.</param>
/// <param name="Guess">What is suspected.</param>
/// <param name="Suspected">In how many incidents.</param>
/// <param name="Wrong">In how many of those it was wrong.</param>
/// <param name="Of">How many incidents show in that way.</param>
/// <param name="Lost">The time that the wrong ones cost, as far as it is known.</param>
internal sealed record WrongGuess(string Shows, string Guess, int Suspected, int Wrong, int Of, Duration Lost)
{
    private const int Least = 2;

    /// <summary>For each kind of symptom the guess that misled most; the most expensive first.</summary>
    public static ImmutableArray<WrongGuess> Find(IReadOnlyCollection<Incident> incidents, Synonyms words) =>
        [
            .. SharedConcept
                .Of(incidents, Symptoms, words, Least)
                .SelectMany(shows => Find(shows, words))
                .OrderByDescending(guess => guess.Wrong)
                .ThenByDescending(guess => guess.Lost)
                .ThenBy(guess => guess.Shows, StringComparer.Ordinal)
                .DistinctBy(guess => guess.Guess),
        ];

    private static IEnumerable<WrongGuess> Find(SharedConcept shows, Synonyms words) =>
        SharedConcept
            .Of(shows.Incidents, incident => First(incident) is { } first ? [first.Text] : [], words, Least)
            .Select(guess => new WrongGuess(
                shows.Words,
                guess.Words,
                guess.Incidents.Length,
                guess.Incidents.Count(IsWrong),
                shows.Incidents.Length,
                guess.Incidents.Where(IsWrong).Aggregate(Duration.Zero, (sum, incident) => sum + Cost(incident))
            ))
            .Where(guess => guess.Wrong >= Least && 2 * guess.Wrong > guess.Suspected)
            .Take(1);

    private static IEnumerable<string> Symptoms(Incident incident) =>
        incident
            .Entries.Where(entry => entry.Counts)
            .Select(entry => entry.What)
            .OfType<Detected>()
            .Select(detected => detected.Text)
            .Prepend(incident.Title);

    private static Hypothesis? First(Incident incident) => incident.Hypotheses.MinBy(hypothesis => hypothesis.Number);

    private static bool IsWrong(Incident incident) => First(incident)?.State == HypothesisState.RuledOut;

    private static Duration Cost(Incident incident) =>
        TimeLost.Of(incident).Paths.FirstOrDefault(path => path.Hypothesis.Number == First(incident)!.Number)?.Least ?? Duration.Zero;
}
