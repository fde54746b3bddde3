using System.Collections.Immutable;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Outbox;

namespace IncidentBot.Memory;

/// <summary>
/// Said by the bot when it has found past incidents that resemble this one: each is said once, also where it is found again, and only so many in
/// one incident, for people are busy with it.
/// </summary>
/// <param name="Found">The nearest first.</param>
/// <param name="Checks">What the team's own numbers say to look at first.</param>
internal sealed record SeeRecurrences(ImmutableArray<FoundPast> Found, ImmutableArray<string> Checks) : IncidentCommand
{
    /// <summary>How many past incidents are said in one incident.</summary>
    public const int Most = 5;

    /// <inheritdoc />
    public override string Line => "(this resembles what happened before)";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        var news = Found
            .Where(found => found.Past.Id != incident.Id && !SeenBefore.Knows(incident, found.Past.Id.Number))
            .Take(Most - SeenBefore.CountIn(incident))
            .ToImmutableArray();
        if (news.IsEmpty)
        {
            return Decision.Nothing("nothing that was not said");
        }

        var card = RecurrenceCard.Of([.. news.Select(found => found.Past)], Checks, incident.Id);
        return news.Skip(1)
            .Aggregate(Decision.Record(Event(news[0])), (decision, found) => decision.And(Event(found)))
            .Showing(incident.IsClosed ? ImmutableArray<Effect>.Empty : [new PostToIncident(card)]);
    }

    private static RecurrenceSeen Event(FoundPast found)
    {
        var told = PastTold.Of(found.Past);
        return new RecurrenceSeen(
            found.Past.Id.Number,
            Mentions.InWords(found.Past.Title),
            found.Score,
            told.Cause,
            told.Fix,
            string.Join('\n', told.Misled),
            string.Join('\n', told.LeftUndone),
            string.Join('\n', told.DoneInVain.Select(task => task.Text))
        );
    }
}
