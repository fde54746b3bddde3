using System.Text.RegularExpressions;
using IncidentBot.Import.Stamps;
using NodaTime;

namespace IncidentBot.Import.Measures;

/// <summary>What a task's words say besides what is to be done: who, by when, whether it is done.</summary>
internal static partial class TaskWords
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>Reads a task.</summary>
    public static ToldTask Of(string text, bool? isTicked, Calendar calendar)
    {
        var task = new ToldTask(text) { IsDone = isTicked == true };
        task = WithDone(task);
        task = WithDue(task, calendar);
        task = WithOwner(task);
        return task with { Text = Tidy(task.Text) };
    }

    /// <summary>Whether a cell of a table says that a task is done.</summary>
    public static bool SaysDone(string text) => DoneCell().IsMatch(text);

    /// <summary>A name without the mark before a handle.</summary>
    public static string? Name(string text) => text.Trim().TrimStart('@') is { Length: > 0 } name && !Nobody().IsMatch(name) ? name : null;

    private static ToldTask WithDone(ToldTask task)
    {
        var done = Done().Match(task.Text);
        return done.Success ? task with { IsDone = true, Text = task.Text.Remove(done.Index, done.Length) } : task;
    }

    private static ToldTask WithDue(ToldTask task, Calendar calendar)
    {
        foreach (Match word in Due().Matches(task.Text))
        {
            var at = word.Index + word.Length;
            if (
                at < task.Text.Length
                && DateStamp.LengthAt(task.Text, at, out var written) is > 0 and var length
                && calendar.Of(written) is { } due
            )
            {
                return task with { Due = due, Text = task.Text.Remove(word.Index, at + length - word.Index) };
            }
        }

        return task;
    }

    private static ToldTask WithOwner(ToldTask task)
    {
        var named = Owner().Match(task.Text);
        if (named.Success && Name(named.Groups["who"].Value) is { } name)
        {
            return task with { Owner = name, Text = task.Text.Remove(named.Index, named.Length) };
        }

        var handle = Handle().Match(task.Text);
        if (!handle.Success)
        {
            return task;
        }

        var isApart = handle.Groups["apart"].Success;
        return task with { Owner = handle.Groups["who"].Value, Text = isApart ? task.Text.Remove(handle.Index, handle.Length) : task.Text };
    }

    private static string Tidy(string text) =>
        Empty().Replace(text, " ").Trim().TrimEnd(',', ';', '-', '–', '—', '|', ':', '(', '[', ' ').Trim();

    [GeneratedRegex(
        @"\s*[(\[](?:done|completed?|finished|shipped|closed|fixed)\b[^)\]]{0,40}[)\]]|\s+(?:-|–|—|:|\|)\s*(?:status:?\s*)?(?:done|completed?|finished)\.?\s*$|\s*✅\s*$|^(?:done|completed)\s*[:\-–]\s*",
        Options,
        1000
    )]
    private static partial Regex Done();

    [GeneratedRegex(@"^\W*(?:done|completed?|finished|closed|shipped|fixed|resolved|yes|✅|✔️?)\W*$", Options, 1000)]
    private static partial Regex DoneCell();

    [GeneratedRegex(
        @"[\s,;|–—-]*\b(?:due(?: date)?|deadline|target(?: date)?|eta|by|before|until)\b\s*(?:on|by)?\s*[:=]?\s*(?=[\p{L}\d])",
        Options,
        1000
    )]
    private static partial Regex Due();

    [GeneratedRegex(
        @"[\s,;|–—-]*(?:[(\[]\s*)?\b(?:owner|assignee|assigned(?: to)?|responsible|dri|owned by)\b\s*[:=]?\s*(?<who>@?[\p{L}][\p{L}\d .'’_/&-]{0,40}?)(?=\s*(?:[,;|)\](]|$|\s[-–—]\s|\.\s*$))(?:\s*[)\]])?",
        Options,
        1000
    )]
    private static partial Regex Owner();

    [GeneratedRegex(
        @"(?<apart>\s*(?:[(\[]\s*|\s[-–—:]+\s*|^)@(?<who>\w[\w.-]*\w)(?:\s*[)\]]|\s*[:\-–—]\s|(?=\s*$)|(?=\s*,)))|(?<![\w.])@(?<who>\w[\w.-]*\w)",
        Options,
        1000
    )]
    private static partial Regex Handle();

    [GeneratedRegex(@"^(?:nobody|no one|none|tb[dca]|unassigned|n/?a|-+|–|—|\?+)\W*$", Options, 1000)]
    private static partial Regex Nobody();

    [GeneratedRegex(@"\(\s*[,;]?\s*\)|\[\s*\]|\s{2,}", Options, 1000)]
    private static partial Regex Empty();
}
