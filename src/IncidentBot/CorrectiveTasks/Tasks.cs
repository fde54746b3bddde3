using IncidentBot.Incidents;

namespace IncidentBot.CorrectiveTasks;

/// <summary>What is said of a task's number that names nothing.</summary>
internal static class Tasks
{
    /// <summary>The refusal for a task that is not there; null where it is.</summary>
    public static Decision? Missing(Incident incident, int number) =>
        incident.FindTask(number) is not null ? null
        : incident.Tasks.IsEmpty ? Decision.Refuse($"{incident.Id} has no task yet. Add one with `task add TEXT @who due friday`.")
        : Decision.Refuse(
            $"{incident.Id} has no T{number}; its tasks are T{incident.Tasks[0].Number} to T{incident.Tasks[^1].Number}. `task list` shows them; for another incident's task put its number first: `INC-7 task done T{number} …`."
        );

    /// <summary>The refusal for a task that is not there or ended; null where it is open.</summary>
    public static Decision? NotOpen(Incident incident, int number) =>
        Missing(incident, number)
        ?? incident.FindTask(number)!.State switch
        {
            TaskState.Done => Decision.Refuse($"T{number} is done already. `task reopen T{number} TEXT` takes it up again."),
            TaskState.Dropped => Decision.Refuse($"T{number} was dropped. `task reopen T{number} TEXT` takes it up again."),
            _ => null,
        };
}
