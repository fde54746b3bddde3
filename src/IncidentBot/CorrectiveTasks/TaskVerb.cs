using IncidentBot.Chat;

namespace IncidentBot.CorrectiveTasks;

/// <summary>The verb <c>task</c> and the words that may follow it.</summary>
public static class TaskVerb
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "task",
            "add TEXT [@who|owner team NAME] [due DATE] [every 3 months] [kind fix] [priority p1] [verifier @who] | sub T3 TEXT | list [mine|open|overdue|all|team NAME|INC-17] | done|drop|reopen|verify T3 [TEXT] | assign T3 @who|team NAME | due T3 DATE | priority T3 p1 | snooze T3 2d | verifier T3 @who | none TEXT",
            "Corrective tasks: work that somebody promises by a date.",
            Read
        )
        {
            Aliases = ["tasks", "action", "followup", "todo"],
            Examples =
            [
                "task add Automate the rollback of load balancer settings @lee due in 2 weeks",
                "task add Audit the critical configuration @amara due 2026-12-01 every 3 months",
                "task add Alert on uneven load @lee due friday kind detect verifier @amara",
                "task add Test the failover owner team Platform due friday priority p1",
                "task sub T1 Write the script",
                "task done T1 https://wiki.example/rollback",
                "task list overdue",
                "task list team Platform",
            ],
            NeedsIncident = false,
        };

    private static readonly string[] SubVerbs =
    [
        "add",
        "sub",
        "list",
        "done",
        "drop",
        "reopen",
        "verify",
        "assign",
        "due",
        "priority",
        "snooze",
        "verifier",
        "none",
    ];

    private static Reading Read(string words, ReadingContext context)
    {
        var (word, rest) = Phrase.Word(words);
        return word.ToLowerInvariant() switch
        {
            "add" or "new" or "create" => AddTask.Read(rest, context),
            "sub" or "step" or "subtask" => AddStep.Read(rest, context),
            "done" or "complete" or "finish" or "finished" => CompleteTask.Read(rest, context),
            "drop" or "cancel" or "wontdo" or "cant" or "can't" or "can’t" => DropTask.Read(rest, context),
            "reopen" => ReopenTask.Read(rest, context),
            "verify" or "verified" => VerifyTask.Read(rest, context),
            "verifier" => NameVerifier.Read(rest, context),
            "none" or "unneeded" => NoTask.Read(rest),
            "assign" or "give" or "handover" => AssignTask.Read(rest, context),
            "due" or "move" => MoveTaskDue.Read(rest, context),
            "priority" or "prio" => PrioritizeTask.Read(rest, context),
            "snooze" => SnoozeTask.Read(rest, context),
            "list" or "ls" or "" => ListTasks.Read(rest),
            _ when Nearest.To(word, SubVerbs) is { } near => Reading.NotUnderstood(
                $"`task {word}` is not known. Did you mean `task {near}`? To promise work, type `task add TEXT @who due friday`."
            ),
            // "action Restart the cache" says what other bots call an action.
            _ => AddTask.Read(words, context),
        };
    }
}
