using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using NodaTime;

namespace IncidentBot.CorrectiveTasks;

/// <summary>What is said of a task that can hardly be kept: it lacks an owner or a day, or nobody can be reminded of it.</summary>
internal static class TaskRemarks
{
    public static Prose? Incomplete(Incident incident, Party? owner, LocalDate? due)
    {
        var number = incident.NextTask;
        return (owner, due) switch
        {
            (null, null) => Prose.Of("Nobody owes it and it has no date: ")
                + Prose.Code($"task assign T{number} @who")
                + " and "
                + Prose.Code($"task due T{number} friday")
                + ".",
            (null, _) => Prose.Of("Nobody owes it yet: ") + Prose.Code($"task assign T{number} @who") + ".",
            (_, null) => Prose.Of("It has no date yet: ") + Prose.Code($"task due T{number} friday") + ".",
            _ => null,
        };
    }

    /// <summary>A name that is no person the bot knows may be a team; then nobody of it can be reminded.</summary>
    public static Prose? Unknown(Party? owner, int number) =>
        owner is { IsTeam: true }
            ? Prose.Of($"A team owes it, so the commander is reminded. To name a person of {owner.Name}, type ")
                + Prose.Code($"task assign T{number} @who")
                + "."
        : owner is { Person: null }
            ? Prose.Of($"The bot knows nobody called “{owner.Name}”: it will remind the commander instead. To name a person, type ")
                + Prose.Code($"task assign T{number} @who")
                + "."
        : null;

    /// <summary>The refusal where the same person owes and verifies.</summary>
    public static Decision? OwnVerifier(Party? owner, Party? verifier) =>
        owner is not null && verifier is not null && (owner.Person, owner.Name) == (verifier.Person, verifier.Name)
            ? Decision.Refuse(
                $"{owner} owes it, so somebody else has to verify it. Name another with `verifier @who`; nothing was recorded."
            )
            : null;
}
