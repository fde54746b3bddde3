using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Another person has checked that a task is done.</summary>
public sealed record VerifyTask(int Task, string Text) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"task verify T{Task} {Text}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        Tasks.Missing(incident, Task)
        ?? incident.FindTask(Task)! switch
        {
            { State: not TaskState.Done } => Decision.Refuse(
                $"T{Task} is not done yet. First `task done T{Task} EVIDENCE`, then somebody else verifies it."
            ),
            { Verified: not null } => Decision.Nothing($"T{Task} was verified already; nothing to change."),
            { Ended.By: var by } when by.Id == asked.By.Id => Decision.Refuse(
                $"You finished T{Task} yourself: another person has to verify it."
            ),
            _ => new TaskVerified(Task, Text),
        };

    internal static Reading Read(string words, ReadingContext context) =>
        TaskPhrase.Numbered("verify", words, context, needsText: false, (number, text) => new VerifyTask(number, text));
}
