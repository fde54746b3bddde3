using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Reviews;

/// <summary>What a reviewer is told, with the buttons to answer.</summary>
internal static class ReviewCard
{
    public static Card Asked(Incident incident, Asked asked) =>
        Of(incident, asked, Prose.Mention(asked.By) + " asks you to review the postmortem.");

    public static Card Reminder(Incident incident, Asked asked, Review review) =>
        Of(
            incident,
            asked,
            Prose.Mention(review.Request.By)
                + " asked you on "
                + Prose.Time(review.Request.When)
                + " to review the postmortem; it waits for you."
        );

    public static Card Unanswered(Incident incident, Asked asked, Review review) =>
        Of(
            incident,
            asked,
            Prose.Of($"{review.Of.Name} was asked on ")
                + Prose.Time(review.Request.When)
                + $" to review the postmortem and reminded {review.Reminders} times. Ask somebody else with "
                + Prose.Code($"{incident.Id} postmortem review @who")
                + ", or publish it as it is."
        );

    private static Card Of(Incident incident, Asked asked, Prose sentence)
    {
        var inc = incident.Id.ToString();
        var card = Card.Of($"{(incident.IsDrill ? "DRILL " : "")}{inc} {Mentions.InWords(incident.Title)}", new Paragraph(sentence));
        card = asked.Postmortems.PageOf(incident.Id) is { } page ? card.With(new Paragraph(Prose.Link("Read it", page))) : card;
        return card.With(
            Buttons.Of(
                new Button("It is fine", $"{inc} postmortem approve", ButtonStyle.Primary),
                new Button("Comment", $"{inc} postmortem comment", Form: Comment(inc)),
                new Button("Show it in short", $"{inc} postmortem")
            )
        );
    }

    private static Form Comment(string inc) =>
        new(
            "Comment",
            inc + " postmortem comment {text}",
            [new FormField("text", "What should be said differently?", FieldKind.Paragraph)]
        );
}
