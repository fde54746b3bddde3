using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Memory;
using IncidentBot.Times;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Tasks as lines, each followed by its steps.</summary>
public static class TaskLines
{
    /// <summary>All tasks of an incident.</summary>
    public static IEnumerable<Prose> Of(Incident incident) =>
        incident
            .Tasks.Where(task => task.Parent is null)
            .SelectMany(task =>
                incident.Tasks.Where(step => step.Parent == task.Number).Select(Step).Prepend(Line(task) + Recurred(incident, task))
            );

    /// <summary>What has happened again although a task was done, or while it was not; empty where nothing has.</summary>
    public static string Recurred(Incident incident, CorrectiveTask task) =>
        (Again.AfterDone(incident, task), Again.WhileOpen(incident, task)) switch
        {
            ({ IsEmpty: false } vain, _) when Again.IsMeantToPrevent(task) => $" — did not prevent {string.Join(", ", vain)}",
            (_, { IsEmpty: false } missed) when task.IsOpen => $" — open while it happened again: {string.Join(", ", missed)}",
            _ => "",
        };

    /// <summary>One task.</summary>
    public static Prose Line(CorrectiveTask task) =>
        Prose.Strong($"{task} ")
        + task.Text
        + " — "
        + (task.Owner is { } owner ? Prose.Mention(owner) : "nobody")
        + (task.Due is { } due ? $", due {due:uuuu-MM-dd}" : ", no date")
        + (task.Every is { } every ? $", every {RepeatReader.Print(every)}" : "")
        + (task.Origin is { Length: > 0 } origin ? Prose.Of(", ") + Prose.Link("promised here", origin) : Prose.Empty)
        + State(task);

    private static Prose Step(CorrectiveTask step) => Prose.Of("  ↳ ") + Prose.Strong($"{step} ") + step.Text + State(step);

    private static string State(CorrectiveTask task) =>
        task switch
        {
            { Verified: not null } => " (done, verified)",
            { State: TaskState.Done } => " (done)",
            { State: TaskState.Dropped } => " (dropped)",
            _ => "",
        };
}
