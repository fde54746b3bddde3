using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.People;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Hands a task to somebody.</summary>
public sealed record AssignTask(int Task, Party To) : IncidentCommand, IGivesWork
{
    /// <inheritdoc />
    public override string Line => $"task assign T{Task} {To.Spoken}";

    IEnumerable<Party> IGivesWork.Parties => [To];

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        Tasks.NotOpen(incident, Task)
        ?? (
            incident.FindTask(Task)! is var task && task.Owner == To
                ? Decision.Nothing($"{To} owes T{Task} already; nothing to change.")
                : TaskRemarks.OwnVerifier(To, task.Verifier)
                    ?? Decision.Record(new TaskAssigned(Task, To, task.Owner)).Saying(TaskRemarks.Unknown(To, Task))
        );

    IncidentCommand IGivesWork.With(Func<Party, Party> meant) => this with { To = meant(To) };

    string IGivesWork.LineForTeam(string team) => $"task assign T{Task} team {team}";

    internal static Reading Read(string words, ReadingContext context) =>
        TaskPhrase.Numbered(
            "assign",
            words,
            context,
            needsText: true,
            (number, text) =>
                PartyPhrase.Read(text, context) is { } party
                    ? new AssignTask(number, party)
                    : Reading.NotUnderstood($"To whom? Type `task assign T{number} @who`, or `task assign T{number} team NAME`.")
        );
}
