using System.Collections.Immutable;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Postmortems;
using IncidentBot.Timeline;

namespace IncidentBot.Incidents;

/// <summary>The answer to a command that was decided.</summary>
internal static class ReplyTo
{
    public static Reply Of(Decision decision, Incident after, IReadOnlyList<Recorded> events, Asked asked)
    {
        if (events.Count == 0)
        {
            return new Reply(decision.Answer ?? Card.Of(decision.Remark ?? Prose.Empty), Audience.Speaker, Outcome.Answered);
        }

        var card =
            decision.Answer
            ?? events[0].What switch
            {
                IncidentOpened => IncidentCard.Header(after, asked.Now),
                IncidentClosed => ClosingCard.Of(after),
                _ => Lines(after, events[0].Number, events[^1].Number),
            };
        var saysOnlyEntries =
            decision is { Answer: null, Remark: null } && !after.IsTutorial && events[0].What is not (IncidentOpened or IncidentClosed);
        card = decision.Remark is null ? card : card.With(new Paragraph(decision.Remark));
        card = after.IsTutorial ? card.With(new Rule()).With(new Paragraph(Stories.TutorialGuide.Next(after))) : card;
        var inChannel = after.Channels.TryGetValue(asked.Where.Platform, out var channel) && channel.Channel == asked.Where;
        return new Reply(
            card,
            asked.IsSeen && (inChannel || (events[0].What is IncidentOpened && !after.IsPrivate))
                ? Audience.Conversation
                : Audience.Speaker,
            Outcome.Recorded
        )
        {
            SaysOnlyEntries = saysOnlyEntries,
        };
    }

    /// <summary>The answer that says what was recorded, from one entry to another, as the timeline has them now.</summary>
    public static Reply Entries(IncidentId id, Incident? incident, int first, int last, Audience audience) =>
        new(incident is null ? Card.Of($"It is recorded in {id}.") : Lines(incident, first, last), audience, Outcome.Recorded)
        {
            Incident = id.Number,
            SaysOnlyEntries = true,
        };

    private static Card Lines(Incident incident, int first, int last)
    {
        var lines = ImmutableArray.CreateBuilder<Prose>(last - first + 1);
        for (var number = first; number <= last; number++)
        {
            if (incident.FindEntry(number) is { } entry)
            {
                lines.Add(EventSentence.Line(entry));
            }
        }

        return Card.Of("", new Listing(lines.DrainToImmutable()));
    }
}
