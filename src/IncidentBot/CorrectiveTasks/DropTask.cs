using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Says that a task will not be done, and why.</summary>
public sealed record DropTask(int Task, string Text) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"task drop T{Task} {Text}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) => Tasks.NotOpen(incident, Task) ?? new TaskDropped(Task, Text);

    internal static Reading Read(string words) =>
        TaskPhrase.Numbered("drop", words, needsText: false, (number, text) => new DropTask(number, text));
}
