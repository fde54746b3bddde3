using System.Collections.Immutable;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;

namespace IncidentBot.Memory;

/// <summary>A past incident in the words in which it is told when it may have come back. Pure.</summary>
/// <param name="Cause">What it was; empty where nobody said.</param>
/// <param name="Fix">What ended it; empty where nobody said.</param>
/// <param name="Misled">What was suspected wrongly, and what that cost.</param>
/// <param name="LeftUndone">What is still promised, and by whom.</param>
/// <param name="DoneInVain">Tasks that were done to prevent it.</param>
internal sealed record PastTold(
    string Cause,
    string Fix,
    ImmutableArray<string> Misled,
    ImmutableArray<string> LeftUndone,
    ImmutableArray<(int Task, string Text)> DoneInVain
)
{
    private const int LongestTold = 200;

    /// <summary>Reads an incident.</summary>
    public static PastTold Of(Incident past)
    {
        var facts = new Postmortem(past);
        return new PastTold(
            Told(facts.Causes),
            Told(facts.Fixes),
            [.. facts.TimeLost.Paths.Select(path => $"{Shortened(path.Hypothesis.Text)} ({path.Cost})")],
            [.. past.Tasks.Where(task => task.IsOpen).Select(task => $"{past.Id}/{task} {Shortened(task.Text)} ({Owed(task)})")],
            [
                .. past
                    .Tasks.Where(task => task.State == TaskState.Done && Again.IsMeantToPrevent(task))
                    .Select(task => (task.Number, $"{past.Id}/{task} {Shortened(task.Text)}")),
            ]
        );
    }

    private static string Told(ImmutableArray<string> told) => string.Join("; ", told.Select(Shortened));

    private static string Owed(CorrectiveTask task) =>
        (task.Owner?.Name ?? "nobody") + (task.Due is { } due ? $", due {due:uuuu-MM-dd}" : ", no date");

    // A part is a line where it is kept.
    private static string Shortened(string text) => Phrase.Shortened(Mentions.InWords(text).ReplaceLineEndings(" "), LongestTold);
}
