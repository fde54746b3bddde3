using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Something that a promise lacks, and the command that fills it.</summary>
internal sealed record TaskGap(TaskNeeds Need, string What, string Fill);

/// <summary>What the promises of an incident lack to be kept and checked.</summary>
internal static class TaskGaps
{
    private const int MostInASentence = 5;

    /// <summary>All of it, task by task. Practice owes nothing.</summary>
    public static IReadOnlyList<TaskGap> Of(Incident incident)
    {
        if (incident.IsDrill)
        {
            return [];
        }

        var inc = incident.Id.ToString();
        var gaps = incident.Tasks.Where(task => task is { Parent: null, State: not TaskState.Dropped }).SelectMany(task => Of(task, inc));
        return IsWithout(incident)
            ? [new TaskGap(TaskNeeds.Task, "There is no corrective task", $"{inc} task add TEXT @who due friday")]
            : [.. gaps];
    }

    /// <summary>Whether nothing was promised, and nobody has said why.</summary>
    public static bool IsWithout(Incident incident) =>
        incident.Tasks.IsEmpty && !incident.Entries.Exists(entry => entry.Counts && entry.What is NoTaskNeeded);

    /// <summary>The refusal where something lacks that the settings want; null where nothing does.</summary>
    public static Decision? Refusal(Incident incident, TaskNeeds needs, string verb)
    {
        var gaps = Of(incident).Where(gap => needs.HasFlag(gap.Need)).ToList();
        return gaps.Count == 0
            ? null
            : Decision.Refuse(
                Sentence(gaps)!
                    + (
                        gaps[0].Need == TaskNeeds.Task
                            ? Prose.Of(" Or say why none is needed: ") + Prose.Code($"{incident.Id} task none REASON") + "."
                            : Prose.Empty
                    )
                    + " Then say "
                    + Prose.Code(verb)
                    + " again; nothing was recorded."
            );
    }

    /// <summary>What lacks, in a sentence; null where nothing does.</summary>
    public static Prose? Sentence(IReadOnlyList<TaskGap> gaps)
    {
        if (gaps.Count == 0)
        {
            return null;
        }

        var all = gaps.Take(MostInASentence).Select(Line).Aggregate((list, next) => list + "; " + next);
        return gaps.Count <= MostInASentence ? all + "." : all + $"; and {gaps.Count - MostInASentence} more.";
    }

    /// <summary>One of them, with its command.</summary>
    public static Prose Line(TaskGap gap) => Prose.Of(gap.What + ": ") + Prose.Code(gap.Fill);

    private static IEnumerable<TaskGap> Of(CorrectiveTask task, string inc)
    {
        var name = $"{task} ({Mentions.InWords(task.Text)})";
        if (task is { IsOpen: true, Owner: null })
        {
            yield return new TaskGap(TaskNeeds.Owner, $"Nobody owes {name}", $"{inc} task assign {task} @who");
        }

        if (task is { IsOpen: true, Due: null })
        {
            yield return new TaskGap(TaskNeeds.Date, $"{name} has no date", $"{inc} task due {task} friday");
        }

        if (task is { IsOpen: true, Verifier: null })
        {
            yield return new TaskGap(TaskNeeds.Outcome, $"Nobody is to verify {name}", $"{inc} task verifier {task} @who");
        }

        if (task is { State: TaskState.Done, Verified: null, Ended: { } done } && string.IsNullOrEmpty(done.What.Words))
        {
            yield return new TaskGap(TaskNeeds.Outcome, $"Nothing shows that {name} is done", $"{inc} correct #{done.Number} LINK");
        }
    }
}
