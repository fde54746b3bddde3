namespace IncidentBot.CorrectiveTasks;

/// <summary>What tasks must have before an incident is closed or its postmortem published. Nothing unless set: then what lacks is only shown.</summary>
[Flags]
public enum TaskNeeds
{
    /// <summary>Nothing stands in the way.</summary>
    Nothing = 0,

    /// <summary>There is a task, or it was said why none is needed.</summary>
    Task = 1,

    /// <summary>Every open task is owed by somebody.</summary>
    Owner = 2,

    /// <summary>Every open task has a date.</summary>
    Date = 4,

    /// <summary>Every task can be checked: somebody is to verify it, or there is evidence that it is done.</summary>
    Outcome = 8,

    /// <summary>All of it.</summary>
    All = Task | Owner | Date | Outcome,
}
