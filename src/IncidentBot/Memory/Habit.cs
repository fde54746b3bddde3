using System.Collections.Immutable;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Memory.Words;
using IncidentBot.Times;

namespace IncidentBot.Memory;

/// <summary>
/// What most of the last outages had in common, for one whose title tells nothing: “service outage” resembles all of them and none. It is no
/// recurrence, so nobody is told that it happened again. Pure.
/// </summary>
internal static class Habit
{
    private const int Least = 3;
    private const double LeastShare = 0.6;
    private const int MostTelling = 1;
    private const int MostShown = 3;

    /// <summary>The card; null where the title tells something of its own, or the last ones had nothing in common.</summary>
    /// <param name="incident">The one that has begun.</param>
    /// <param name="last">The last ones, the newest first.</param>
    /// <param name="words">Which words mean the same.</param>
    public static Card? Of(Incident incident, ImmutableArray<Incident> last, Synonyms words)
    {
        if (incident.IsOver || last.Length < Least || TellsMore(incident, last, words) || FirstChecks.CauseOf(last, words) is not { } cause)
        {
            return null;
        }

        var check = $"in {cause.Incidents} of the last {last.Length} incidents the cause had to do with {cause.Words}: look there first.";
        return cause.Incidents < Least || cause.Incidents < LeastShare * last.Length
            ? null
            : Card.Of(
                "What it mostly was before",
                [new Paragraph(Prose.Strong("First check: ") + check), new Listing([.. last.Take(MostShown).Select(Line)])]
            );
    }

    // A word that none of the last ones has is about something else.
    private static bool TellsMore(Incident incident, ImmutableArray<Incident> last, Synonyms words)
    {
        var telling = Terms.Of(incident.Title, words).Where(term => !Recall.IsGeneral(term)).Distinct(StringComparer.Ordinal).ToList();
        return telling.Count > MostTelling || telling.Exists(term => last.All(past => !MemoryDocument.Of(past, words).ContainsKey(term)));
    }

    private static Prose Line(Incident past) =>
        Prose.Strong($"{past.Id} ")
        + Mentions.InWords(past.Title)
        + (past.StartedAt?.From is { } at ? $", {TimeText.DateAndClock(at, past.Zone)} {past.ZoneId}" : "")
        + (PastTold.Of(past).Cause is { Length: > 0 } cause ? $": {cause}" : "");
}

/// <summary>Said by the bot, once, when an incident has begun whose title tells nothing.</summary>
internal sealed record TellHabit(Card Card) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => "(most of the last outages had this in common)";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident.IsOver ? Decision.Nothing("it is over") : Decision.Nothing("said").Showing([new Outbox.PostToIncident(Card)]);
}
