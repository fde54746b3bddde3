using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Sets or moves a task's date.</summary>
public sealed record MoveTaskDue(int Task, LocalDate To) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"task due T{Task} {To:uuuu-MM-dd}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        Tasks.NotOpen(incident, Task)
        ?? DueDates.Refusal(To, asked.Now.InZone(incident.Zone).Date)
        ?? (
            incident.FindTask(Task)!.Due is var due && due == To
                ? Decision.Nothing($"T{Task} is due then already; nothing to change.")
                : new TaskDueMoved(Task, To, due)
        );

    internal static Reading Read(string words, ReadingContext context) =>
        TaskPhrase.Numbered(
            "due",
            words,
            context,
            needsText: true,
            (number, text) =>
                DateReader.ReadLeading(text, context.Time.Now.InZone(context.Time.Zone).Date) switch
                {
                    { Wrong: { } wrong } => Reading.NotUnderstood(wrong),
                    { Found: true } date when date.Rest.Trim().Length == 0 => new MoveTaskDue(number, date.Date),
                    _ => Reading.NotUnderstood(
                        $"“{text}” is no day. Type for example `task due T{number} friday`, `in 2 weeks`, `2026-12-01` or `end of month`."
                    ),
                }
        );
}
