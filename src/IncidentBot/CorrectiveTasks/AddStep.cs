using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Adds a step to a task. There are two levels: a step has no steps.</summary>
public sealed record AddStep(int Parent, string Text) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"task sub T{Parent} {Text}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        Tasks.Missing(incident, Parent)
        ?? (
            incident.FindTask(Parent)!.Parent is { } grandparent
                ? Decision.Refuse($"T{Parent} is itself a step. Add to its task: `task sub T{grandparent} TEXT`.")
                : new TaskAdded(incident.NextTask, Text, Parent: Parent)
        );

    internal static Reading Read(string words, ReadingContext context) =>
        TaskPhrase.Numbered("sub", words, context, needsText: true, (number, text) => new AddStep(number, text));
}
