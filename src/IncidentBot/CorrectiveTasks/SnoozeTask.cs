using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Keeps the reminders of a task silent for a while; its date stays.</summary>
public sealed record SnoozeTask(int Task, Duration For) : IncidentCommand
{
    private static readonly Duration Longest = Duration.FromDays(90);

    /// <inheritdoc />
    public override string Line => $"task snooze T{Task} {SpanReader.Print(For)}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        Tasks.NotOpen(incident, Task)
        ?? (
            For <= Duration.Zero || For > Longest
                ? Decision.Refuse($"A task can be snoozed for at most 90 days. To move its date say `task due T{Task} DATE`.")
                : new TaskSnoozed(Task, asked.Now + For)
        );

    internal static Reading Read(string words, ReadingContext context) =>
        TaskPhrase.Numbered(
            "snooze",
            words,
            context,
            needsText: true,
            (number, text) =>
                SpanReader.TryRead(
                    text.StartsWith("for ", StringComparison.OrdinalIgnoreCase) ? text[4..] : text,
                    out var span,
                    out var rest
                )
                && rest.Length == 0
                    ? new SnoozeTask(number, span)
                    : Reading.NotUnderstood($"“{text}” is no time. Type for example `task snooze T{number} 2d` or `1 week`.")
        );
}
