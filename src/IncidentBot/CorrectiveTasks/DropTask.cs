using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Says that a task will not be done, and why.</summary>
public sealed record DropTask(int Task, string Text) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"task drop T{Task} {Text}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        Tasks.NotOpen(incident, Task)
        ?? (
            Text.Length == 0
                ? Decision.Refuse($"Why will T{Task} not be done? Type `task drop T{Task} REASON`; nothing was recorded.")
                : Decision
                    .Record(new TaskDropped(Task, Text))
                    .Saying(incident.FindTask(Task)!.Every is null ? null : Prose.Of("It does not come again."))
        );

    internal static Reading Read(string words, ReadingContext context) =>
        TaskPhrase.Numbered("drop", words, context, needsText: false, (number, text) => new DropTask(number, text));
}
