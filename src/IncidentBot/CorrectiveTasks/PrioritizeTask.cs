using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Gives a task another priority than that of its incident's severity.</summary>
public sealed record PrioritizeTask(int Task, TaskPriority To) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"task priority T{Task} {To.Spoken()}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        Tasks.NotOpen(incident, Task)
        ?? (
            incident.PriorityOf(incident.FindTask(Task)!) is var from && from == To
                ? Decision.Nothing($"T{Task} is {To.Spoken()} already; nothing to change.")
                : new TaskPrioritized(Task, To, from)
        );

    internal static Reading Read(string words, ReadingContext context) =>
        TaskPhrase.Numbered(
            "priority",
            words,
            context,
            needsText: true,
            (number, text) =>
                TaskPriorities.Find(text) is { } priority
                    ? new PrioritizeTask(number, priority)
                    : Reading.NotUnderstood($"“{text}” is no priority. Type `task priority T{number} p1`; they go from p1 to p4.")
        );
}
