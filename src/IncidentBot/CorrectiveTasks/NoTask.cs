using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Says why the incident leads to no corrective task: asked for when one is closed without any.</summary>
public sealed record NoTask(string Text) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"task none {Text}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident.Tasks.Exists(task => task.State != TaskState.Dropped)
            ? Decision.Refuse(
                $"{incident.Id} has tasks, so it is not without. `task list` shows them; `task drop T{incident.Tasks[0].Number} REASON` drops one."
            )
            : new NoTaskNeeded(Text);

    internal static Reading Read(string words) =>
        Phrase.Unquoted(Phrase.Opened(words)) is { Length: > 0 } text
            ? new NoTask(text)
            : Reading.NotUnderstood("Why is no task needed? Type `task none REASON`.");
}
