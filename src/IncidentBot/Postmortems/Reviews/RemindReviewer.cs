using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Reminders;

namespace IncidentBot.Postmortems.Reviews;

/// <summary>Said by the bot when a review is awaited for so long that its reviewer is reminded, unless it was given meanwhile.</summary>
public sealed record RemindReviewer(int Request) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"(the review asked for in #{Request} may have to be said again)";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        var review = Review.All(incident).FirstOrDefault(review => review.Request.Number == Request);
        if (review is not { IsAwaited: true } || !incident.IsClosed)
        {
            return Decision.Nothing("reviewed meanwhile");
        }

        var decision = Decision
            .Record(new ReviewReminded(Request, review.Reminders + 1, review.Of))
            .Waking(new WakeupChange(new Wakeup(WakeupKind.Review, Request), ReviewReminders.Next(incident, asked, review.Reminders + 1)));
        return review.Of.Person is { } who
            ? decision.Showing([new TellPerson(who, ReviewCard.Reminder(incident, asked, review))])
            : decision;
    }
}
