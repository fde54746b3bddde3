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
                _ => Card.Of("", new Listing([.. events.Select(recorded => EventSentence.Line(after.FindEntry(recorded.Number)!))])),
            };
        card = decision.Remark is null ? card : card.With(new Paragraph(decision.Remark));
        card = after.IsTutorial ? card.With(new Rule()).With(new Paragraph(Stories.TutorialGuide.Next(after))) : card;
        var inChannel = after.Channels.TryGetValue(asked.Where.Platform, out var channel) && channel.Channel == asked.Where;
        return new Reply(
            card,
            asked.IsSeen && (inChannel || (events[0].What is IncidentOpened && !after.IsPrivate))
                ? Audience.Conversation
                : Audience.Speaker,
            Outcome.Recorded
        );
    }
}
