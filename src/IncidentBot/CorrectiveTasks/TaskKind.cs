namespace IncidentBot.CorrectiveTasks;

/// <summary>What a task is for. Only what somebody said; it is never guessed from the words. The numbers stand in events: they are for ever.</summary>
public enum TaskKind
{
    /// <summary>Repairs what broke.</summary>
    Fix = 0,

    /// <summary>Keeps it from happening again.</summary>
    Prevent = 1,

    /// <summary>Notices it sooner.</summary>
    Detect = 2,

    /// <summary>Writes down what was learnt.</summary>
    Document = 3,

    /// <summary>Teaches it.</summary>
    Train = 4,
}

/// <summary>How kinds of tasks are said.</summary>
public static class TaskKinds
{
    /// <summary><c>prevent</c>.</summary>
    public static string Spoken(this TaskKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind of that name; null for any other word.</summary>
    public static TaskKind? Find(string word) =>
        Enum.GetValues<TaskKind>()
            .Cast<TaskKind?>()
            .FirstOrDefault(kind => kind!.Value.Spoken().Equals(word, StringComparison.OrdinalIgnoreCase));
}
