using IncidentBot.Chat;

namespace IncidentBot.CorrectiveTasks;

/// <summary>The verb <c>task</c> and the words that may follow it.</summary>
public static class TaskVerb
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "task",
            "add TEXT [@who] [due DATE] [every 3 months] | sub T3 TEXT | list [mine|open|overdue|all] | done|drop|reopen|verify T3 [TEXT] | assign T3 @who | due T3 DATE | snooze T3 2d",
            "Corrective tasks: work that somebody promises by a date.",
            Read
        )
        {
            Aliases = ["tasks", "action", "followup", "todo"],
            Examples =
            [
                "task add Automate the rollback of load balancer settings @lee due in 2 weeks",
                "task add Audit the critical configuration @amara due 2026-12-01 every 3 months",
                "task sub T1 Write the script",
                "task done T1 https://wiki.example/rollback",
                "task list overdue",
            ],
            NeedsIncident = false,
        };

    private static readonly string[] SubVerbs = ["add", "sub", "list", "done", "drop", "reopen", "verify", "assign", "due", "snooze"];

    private static Reading Read(string words, ReadingContext context)
    {
        var (word, rest) = Phrase.Word(words);
        return word.ToLowerInvariant() switch
        {
            "add" or "new" or "create" => AddTask.Read(rest, context),
            "sub" or "step" or "subtask" => AddStep.Read(rest),
            "done" or "complete" or "finish" or "finished" => CompleteTask.Read(rest),
            "drop" or "cancel" or "wontdo" => DropTask.Read(rest),
            "reopen" => ReopenTask.Read(rest),
            "verify" or "verified" => VerifyTask.Read(rest),
            "assign" or "give" => AssignTask.Read(rest, context),
            "due" or "move" => MoveTaskDue.Read(rest, context),
            "snooze" => SnoozeTask.Read(rest),
            "list" or "ls" or "" => ListTasks.Read(rest),
            _ when Nearest.To(word, SubVerbs) is { } near => Reading.NotUnderstood(
                $"`task {word}` is not known. Did you mean `task {near}`? To promise work, type `task add TEXT @who due friday`."
            ),
            // "action Restart the cache" says what other bots call an action.
            _ => AddTask.Read(words, context),
        };
    }
}
