namespace IncidentBot.Postmortems.Writing;

/// <summary>A past incident in a line of Markdown, and under it what was left undone.</summary>
internal static class RecurrenceText
{
    public static string Of(Recurrence past) =>
        $"**{MarkdownText.Line(past.Incident)}** {MarkdownText.Line(past.Title)}"
        + (past.Cause is { } cause ? $". Root cause: {MarkdownText.Escape(cause)}" : "")
        + (past.Fix is { } fix ? $". Resolution: {MarkdownText.Escape(fix)}" : "")
        + string.Concat(past.LeftUndone.Select(undone => $"\n  - Left undone: {MarkdownText.Escape(undone)}"));
}
