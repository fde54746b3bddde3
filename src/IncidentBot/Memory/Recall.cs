using System.Collections.Immutable;
using IncidentBot.Memory.Words;

namespace IncidentBot.Memory;

/// <summary>A term of a question: how many past incidents have it, and how much it tells.</summary>
/// <param name="Term">The term.</param>
/// <param name="Incidents">How many past incidents have it.</param>
/// <param name="Tells">Its share of the question, above zero; rare terms tell more.</param>
/// <param name="IsGeneral">Words that most outages have say little about which one it is.</param>
internal sealed record QuestionTerm(string Term, long Incidents, double Tells, bool IsGeneral);

/// <summary>A past incident and how near it is.</summary>
/// <param name="Incident">Its number.</param>
/// <param name="Score">From 0 to 1: the share of the question that it answers.</param>
/// <param name="Telling">How many terms that are not general both have.</param>
/// <param name="Shared">How many terms both have.</param>
internal sealed record Recalled(int Incident, double Score, int Telling, int Shared)
{
    /// <summary>Whether it is more than one word that both have, and a few that all have.</summary>
    public bool IsBroad => Telling > 1 || Shared > 2;
}

/// <summary>How near past incidents are to a question. Pure, and the same whatever the database.</summary>
/// <remarks>
/// The score is no sum that grows with the question but the share of the question that an incident answers: each term counts by how much it
/// tells, and by how much it says about the incident. So there is a line below which nothing is a relative, however rare its words are.
/// </remarks>
internal static class Recall
{
    /// <summary>Below this nothing resembles.</summary>
    public const double Resembles = 0.31;

    private const int MostTerms = 14;

    // As if that many incidents of other teams were remembered too: in a memory of five, a word that two of them have is not common.
    private const double Background = 200;
    private const double GeneralInBackground = 70;
    private const double ConceptInBackground = 4;
    private const double OtherInBackground = 1;

    // What no past incident speaks of may be chance: a name, or another word for the same.
    private const double Unheard = 0.7;

    // A weight of this much says half of what a term can say about an incident.
    private const double Half = 0.8;

    private static readonly ImmutableHashSet<string> General = Terms
        .Of(
            "error fail failure issue problem service server system user customer client request increase high low response page website site web application app api team "
                + "engineer engineering monitoring alert investigate affect experience report rate percent time performance slow latency traffic load incident impact cause resolve fix "
                + "restart change update production number level send receive return show work start stop break broken unavailable down intermittent elevated degraded region new old "
                + "wrong stuck missing lost empty late delayed sent full big small fast first last next come make take find look see use try need "
                + "let put keep follow begin end finish happen appear whole part some many few several large huge new open close run show see tell "
                + "say ask know want give become long short other another again since still yet never always sometimes often suddenly quickly thing "
                + "people staff office morning night evening weekend week month year minute second answer value message list name type kind way "
                + "place reach pass fill grow rise drop fall exceed lack accept reject refuse handle process cannot unable fine good bad "
                + "alarm job file zone partner push pull ring fire half day night hold carry bring turn move set add remove create build check test watch "
                + "wait expect notice allow enter leave arrive pick point repeat reset respond block hour noon step run side part refuse vanish disappear gone",
            Synonyms.OfOperations
        )
        .ToImmutableHashSet(StringComparer.Ordinal);

    /// <summary>Whether most outages have a term.</summary>
    public static bool IsGeneral(string term) => General.Contains(term);

    /// <summary>The terms of a question that tell the most, with what they tell.</summary>
    /// <param name="counts">How many past incidents have each term of the question; a term that none has is missing or zero.</param>
    /// <param name="remembered">How many past incidents there are.</param>
    /// <param name="synonyms">Which terms stand for several words.</param>
    public static ImmutableArray<QuestionTerm> Question(IReadOnlyDictionary<string, long> counts, long remembered, Synonyms synonyms) =>
        [
            .. counts
                .Select(pair => Of(pair.Key, pair.Value, remembered, synonyms))
                .OrderByDescending(term => term.Tells)
                .ThenBy(term => term.Term, StringComparer.Ordinal)
                .Take(MostTerms),
        ];

    /// <summary>The past incidents that resemble the question, nearest first; of equal ones the newest.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="postings">What is remembered: a term, an incident, and how much the one says about the other.</param>
    /// <param name="least">The score that it has to have.</param>
    public static ImmutableArray<Recalled> Rank(
        ImmutableArray<QuestionTerm> question,
        IEnumerable<(string Term, int Incident, double Weight)> postings,
        double least
    )
    {
        var terms = question.ToDictionary(term => term.Term, StringComparer.Ordinal);
        var whole = question.Sum(term => term.Tells);
        return
        [
            .. postings
                .GroupBy(posting => posting.Incident)
                .Select(incident => new Recalled(
                    incident.Key,
                    Math.Round(incident.Sum(posting => terms[posting.Term].Tells * Says(posting.Weight)) / whole, 4),
                    incident.Count(posting => !terms[posting.Term].IsGeneral),
                    incident.Count()
                ))
                .Where(recalled => recalled.Score >= least && recalled.Telling > 0)
                .OrderByDescending(recalled => recalled.Score)
                .ThenByDescending(recalled => recalled.Incident),
        ];
    }

    private static QuestionTerm Of(string term, long incidents, long remembered, Synonyms synonyms)
    {
        var isGeneral = General.Contains(term);
        var elsewhere =
            isGeneral ? GeneralInBackground
            : synonyms.IsConcept(term) ? ConceptInBackground
            : OtherInBackground;
        var tells = Math.Log((remembered + Background) / (incidents + elsewhere)) * (incidents == 0 ? Unheard : 1);
        return new QuestionTerm(term, incidents, tells, isGeneral);
    }

    private static double Says(double weight) => weight / (weight + Half);
}
