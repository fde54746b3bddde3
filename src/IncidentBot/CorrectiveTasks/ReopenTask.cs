using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Takes a task up again.</summary>
public sealed record ReopenTask(int Task, string Text) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"task reopen T{Task} {Text}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        Tasks.Missing(incident, Task)
        ?? (
            incident.FindTask(Task)!.IsOpen
                ? Decision.Nothing($"T{Task} is open already; nothing to change.")
                : new TaskReopened(Task, Text)
        );

    internal static Reading Read(string words, ReadingContext context) =>
        TaskPhrase.Numbered("reopen", words, context, needsText: false, (number, text) => new ReopenTask(number, text));
}
