using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Says that a task is done; the text is the evidence, a link or a sentence.</summary>
public sealed record CompleteTask(int Task, string Text) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"task done T{Task} {Text}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) => Tasks.NotOpen(incident, Task) ?? new TaskCompleted(Task, Text);

    internal static Reading Read(string words) =>
        TaskPhrase.Numbered("done", words, needsText: false, (number, text) => new CompleteTask(number, text));
}
