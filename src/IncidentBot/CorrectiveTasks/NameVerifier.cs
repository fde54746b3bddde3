using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.People;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Says who is to check a task when it is done.</summary>
public sealed record NameVerifier(int Task, Party Verifier) : IncidentCommand, IGivesWork
{
    /// <inheritdoc />
    public override string Line => $"task verifier T{Task} {Verifier.Spoken}";

    IEnumerable<Party> IGivesWork.Parties => [Verifier];

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        Tasks.Missing(incident, Task)
        ?? incident.FindTask(Task)! switch
        {
            { State: TaskState.Dropped } => Decision.Refuse(
                $"T{Task} was dropped, so there is nothing to verify. `task reopen T{Task} TEXT` takes it up again."
            ),
            { Verified: not null } => Decision.Nothing($"T{Task} was verified already; nothing to change."),
            { Verifier: var named } when named == Verifier => Decision.Nothing(
                $"{Verifier} is to verify T{Task} already; nothing to change."
            ),
            var task => TaskRemarks.OwnVerifier(task.Owner, Verifier) ?? new TaskVerifierNamed(Task, Verifier, task.Verifier),
        };

    IncidentCommand IGivesWork.With(Func<Party, Party> meant) => this with { Verifier = meant(Verifier) };

    string IGivesWork.LineForTeam(string team) => $"task verifier T{Task} team {team}";

    internal static Reading Read(string words, ReadingContext context) =>
        TaskPhrase.Numbered(
            "verifier",
            words,
            context,
            needsText: true,
            (number, text) =>
                PartyPhrase.Read(text, context) is { } party
                    ? new NameVerifier(number, party)
                    : Reading.NotUnderstood($"Who should verify it? Type `task verifier T{number} @who`.")
        );
}
