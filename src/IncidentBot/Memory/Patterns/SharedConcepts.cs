using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Memory.Words;

namespace IncidentBot.Memory.Patterns;

/// <summary>What several incidents have in common: the words of operations that they share, and which incidents have them.</summary>
/// <param name="Words">As people wrote them, in quotation marks.</param>
/// <param name="Incidents">The incidents, oldest first.</param>
internal sealed record SharedConcept(string Words, ImmutableArray<Incident> Incidents)
{
    private const int MostWords = 2;

    /// <summary>The concepts that at least so many incidents share, the most frequent first. Those that the same incidents share are one.</summary>
    /// <param name="incidents">The incidents.</param>
    /// <param name="texts">What is looked at of each.</param>
    /// <param name="words">Which words mean the same.</param>
    /// <param name="least">How many incidents have to share it.</param>
    public static ImmutableArray<SharedConcept> Of(
        IEnumerable<Incident> incidents,
        Func<Incident, IEnumerable<string>> texts,
        Synonyms words,
        int least
    )
    {
        var spoken = incidents
            .SelectMany(incident =>
                texts(incident)
                    .SelectMany(text => Terms.Spoken(text, words))
                    .Where(one => words.IsConcept(one.Term) && !Recall.IsGeneral(one.Term))
                    .Select(one => (incident, one.Term, one.Words))
            )
            .ToList();
        return
        [
            .. spoken
                .GroupBy(one => one.Term, StringComparer.Ordinal)
                .Select(group =>
                    (
                        Words: Usual(group.Select(one => one.Words)),
                        Incidents: group
                            .Select(one => one.incident)
                            .DistinctBy(incident => incident.Id)
                            .OrderBy(incident => incident.Id)
                            .ToImmutableArray()
                    )
                )
                .Where(group => group.Incidents.Length >= least)
                .GroupBy(group => string.Join(' ', group.Incidents.Select(incident => incident.Id.Number)), StringComparer.Ordinal)
                .Select(same => new SharedConcept(
                    string.Join(
                        " and ",
                        same.Select(group => group.Words).Order(StringComparer.Ordinal).Take(MostWords).Select(word => $"“{word}”")
                    ),
                    same.First().Incidents
                ))
                .OrderByDescending(concept => concept.Incidents.Length)
                .ThenBy(concept => concept.Words, StringComparer.Ordinal),
        ];
    }

    private static string Usual(IEnumerable<string> words) =>
        words
            .GroupBy(word => word, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .First()
            .Key;
}
