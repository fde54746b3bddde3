using IncidentBot.CorrectiveTasks;
using IncidentBot.Times;
using NodaTime.Text;

namespace IncidentBot.Postmortems.Writing;

/// <summary>A task, or a step of one, in a line of Markdown with a box to tick.</summary>
internal static class TaskText
{
    public static string Of(CorrectiveTask task) =>
        $"{(task.State == TaskState.Open ? "[ ]" : "[x]")} **{task}** {MarkdownText.Escape(task.Text)}{Owner(task)}{Due(task)}{Every(task)}{State(task)}";

    // A step is its task's owner's unless somebody says otherwise.
    private static string Owner(CorrectiveTask task) =>
        task.Owner is { } owner ? $" — {MarkdownText.Line(owner.Name)}"
        : task.Parent is null ? " — nobody yet"
        : "";

    private static string Due(CorrectiveTask task) =>
        task.Due is { } due ? $", due {LocalDatePattern.Iso.Format(due)}"
        : task.Parent is null ? ", no date yet"
        : "";

    private static string Every(CorrectiveTask task) => task.Every is { } every ? $", every {RepeatReader.Print(every)}" : "";

    private static string State(CorrectiveTask task) =>
        task.State switch
        {
            TaskState.Done => $" (done{Checked(task)}{Evidence(task)})",
            TaskState.Dropped => $" (dropped{Evidence(task)})",
            _ => "",
        };

    private static string Checked(CorrectiveTask task) => task.Verified is { } by ? $", verified by {MarkdownText.Line(by.By.Name)}" : "";

    private static string Evidence(CorrectiveTask task) =>
        task.Ended?.What.Words is { Length: > 0 } words ? ": " + MarkdownText.Escape(words) : "";
}
