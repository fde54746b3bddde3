using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using NodaTime;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Says that a task is done; the text is the evidence, a link or a sentence. One that comes again is followed by the next.</summary>
public sealed record CompleteTask(int Task, string Text) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"task done T{Task} {Text}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        if (Tasks.NotOpen(incident, Task) is { } refusal)
        {
            return refusal;
        }

        var task = incident.FindTask(Task)!;
        var done = Decision.Record(new TaskCompleted(Task, Text)).Saying(WithoutEvidence(incident));
        return task.Every is null || incident.Tasks.Exists(next => next.Follows == Task)
            ? done
            : done.And(Next(incident, task, asked.Now.InZone(incident.Zone).Date));
    }

    internal static Reading Read(string words, ReadingContext context) =>
        TaskPhrase.Numbered("done", words, context, needsText: false, (number, text) => new CompleteTask(number, text));

    private Prose? WithoutEvidence(Incident incident) =>
        Text.Length > 0
            ? null
            : Prose.Of("What shows it? To add a link or a sentence, type ") + Prose.Code($"correct #{incident.Sequence + 1} LINK") + ".";

    private static TaskAdded Next(Incident incident, CorrectiveTask task, LocalDate today)
    {
        var anchor = task.Anchor ?? today;
        return new TaskAdded(incident.NextTask, task.Text, task.Owner, Repetition.After(anchor, task.Every!, task.Due, today), task.Every)
        {
            Purpose = task.Kind,
            Verifier = task.Verifier,
            Priority = task.Priority,
            Follows = task.Number,
            Anchor = anchor,
        };
    }
}
