using IncidentBot.Incidents;

namespace IncidentBot.CorrectiveTasks;

/// <summary>How soon a task matters among those of the same day. The numbers stand in events and rows: they are for ever.</summary>
public enum TaskPriority
{
    /// <summary>As of a sev1.</summary>
    P1 = 1,

    /// <summary>As of a sev2.</summary>
    P2 = 2,

    /// <summary>As of a sev3.</summary>
    P3 = 3,

    /// <summary>As of a sev4.</summary>
    P4 = 4,
}

/// <summary>How priorities are said, and where they come from.</summary>
public static class TaskPriorities
{
    /// <summary><c>p2</c>.</summary>
    public static string Spoken(this TaskPriority priority) => $"p{(int)priority}";

    /// <summary>The one that a task has where nobody gave it another.</summary>
    public static TaskPriority Of(Severity severity) => (TaskPriority)(int)severity;

    /// <summary>Reads <c>p2</c>, <c>P2</c> and <c>2</c>; null for any other word.</summary>
    public static TaskPriority? Find(string word) =>
        word.Trim().TrimStart('p', 'P') is [>= '1' and <= '4' and var digit] ? (TaskPriority)(digit - '0') : null;
}
