using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.People;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Hands a task to somebody.</summary>
public sealed record AssignTask(int Task, Party To) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"task assign T{Task} {To.Spoken}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        Tasks.NotOpen(incident, Task)
        ?? (
            incident.FindTask(Task)! is var task && task.Owner == To
                ? Decision.Nothing($"{To} owes T{Task} already; nothing to change.")
                : TaskRemarks.OwnVerifier(To, task.Verifier)
                    ?? Decision.Record(new TaskAssigned(Task, To, task.Owner)).Saying(TaskRemarks.Unknown(To, Task))
        );

    internal static Reading Read(string words, ReadingContext context) =>
        TaskPhrase.Numbered(
            "assign",
            words,
            context,
            needsText: true,
            (number, text) =>
                text.Equals("me", StringComparison.OrdinalIgnoreCase) || text.Equals("@me", StringComparison.OrdinalIgnoreCase)
                    ? new AssignTask(number, new Party(context.Speaker.Name, context.Speaker))
                : Phrase.Party(text, bare: true, out var party, out var rest) && rest.Length == 0 ? new AssignTask(number, party)
                : Reading.NotUnderstood($"To whom? Type `task assign T{number} @who`.")
        );
}
