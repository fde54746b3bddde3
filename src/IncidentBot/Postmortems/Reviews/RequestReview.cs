using System.Collections.Immutable;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.People;
using IncidentBot.Reminders;

namespace IncidentBot.Postmortems.Reviews;

/// <summary>Asks somebody to review the postmortem; they are told, and reminded until they have.</summary>
public sealed record RequestReview(Party Of) : IncidentCommand, IGivesWork
{
    /// <summary>The people of the team that is asked, as far as the bot can write to them.</summary>
    public ImmutableArray<Person> Members { get; init; } = [];

    /// <inheritdoc />
    public override string Line => $"postmortem review {Of.Spoken}";

    IEnumerable<Party> IGivesWork.Parties => [Of];

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        if (!incident.IsClosed)
        {
            return Decision.Refuse($"{incident.Id} is not closed yet, so there is no draft to review. Say `close` first.");
        }

        if (Review.All(incident).Any(review => review.IsAwaited && review.Of == Of))
        {
            return Decision.Nothing($"{Of} is asked already and will be reminded.");
        }

        var request = incident.Sequence + 1;
        var decision = Decision
            .Record(new ReviewRequested(Of) { Members = Members.IsEmpty ? null : Members })
            .Waking(WakeupChange.ToReckonReview(request));
        ImmutableArray<Person> told = Of.Person is { } who ? [who] : Members;
        return !told.IsEmpty
            ? decision.Showing([.. told.Select(person => new TellPerson(person, ReviewCard.Asked(incident, asked)))])
            : decision.Saying($"{Of} is nobody whom the bot can write to; say it to them.");
    }

    IncidentCommand IGivesWork.With(Func<Party, Party> meant) => this with { Of = meant(Of) };

    string IGivesWork.LineForTeam(string team) => $"postmortem review team {team}";
}
