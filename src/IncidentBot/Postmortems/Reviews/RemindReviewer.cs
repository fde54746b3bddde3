using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.People;
using IncidentBot.Reminders;

namespace IncidentBot.Postmortems.Reviews;

/// <summary>Said by the bot when a review is awaited for so long that its reviewer is reminded, or the commander told, unless it was given meanwhile.</summary>
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

        var next = WakeupChange.ToReckonReview(Request);
        if (review.Reminders < asked.Postmortems.MostReviewReminders)
        {
            return Decision
                .Record(new ReviewReminded(Request, review.Reminders + 1, review.Of))
                .Waking(next)
                .Showing([.. review.People.Select(who => new TellPerson(who, ReviewCard.Reminder(incident, asked, review)))]);
        }

        // Whoever leads decides whether somebody else reads it; a commander who is the reviewer does not have to hear it twice.
        var lead =
            incident.Commander is { Person: { } commander } && review.Of.Person?.Id != commander.Id
                ? incident.Commander
                : new Party(review.Request.By.Name, review.Request.By);
        return Decision
            .Record(new ReviewReminded(Request, review.Reminders + 1, lead))
            .Waking(next)
            .Showing([new TellPerson(lead.Person!, ReviewCard.Unanswered(incident, asked, review))]);
    }
}
