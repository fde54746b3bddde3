using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.Memory;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>What one person is told in one morning: each task with its incident, and what can be done about it.</summary>
internal static class ReminderCard
{
    // Three blocks a task in Slack, of fifty; and nobody acts on more in a morning.
    private const int Most = 12;
    private const int LongestText = 300;
    private const int MostRecurrences = 3;

    /// <summary>The card. The most overdue stand first; of many, the rest is named by the command that lists them.</summary>
    public static Card Of(IReadOnlyList<ReminderLine> lines, LocalDate today)
    {
        var sorted = lines
            .OrderBy(line => line.Task.Due ?? LocalDate.MaxIsoValue)
            .ThenBy(line => line.Incident.PriorityOf(line.Task))
            .ThenBy(line => line.Incident.Id)
            .ThenBy(line => line.Task.Number)
            .ToList();
        var card = Card.Of(sorted.Count == 1 ? "A task waits for you" : $"{sorted.Count} tasks wait for you");
        foreach (var line in sorted.Take(Most))
        {
            card = card.With(new Paragraph(Sentence(line, today))).With(new Buttons([.. ReminderButtons.Of(line)]));
        }

        return sorted.Count <= Most
            ? card
            : card.With(
                new Paragraph(Prose.Of($"… and {sorted.Count - Most} more: ") + Prose.Code("task list mine") + " shows all of yours.")
            );
    }

    private static Prose Sentence(ReminderLine line, LocalDate today) =>
        Prose.Strong($"{line.Incident.Id}/{line.Task} ")
        + Phrase.Shortened(line.Task.Text, LongestText)
        + " — "
        + State(line, today)
        + $". It came of {line.Incident.Id}{Title(line.Incident)} ({line.Incident.Severity.Spoken()}, {line.Incident.PriorityOf(line.Task).Spoken()})."
        + Recurred(line);

    // Why it matters: what has happened since because it was not there.
    private static string Recurred(ReminderLine line)
    {
        var again = Again.WhileOpen(line.Incident, line.Task);
        var named = string.Join(", ", again.TakeLast(MostRecurrences));
        return again.IsEmpty ? ""
            : Again.IsMeantToPrevent(line.Task) ? $" It would have prevented {named}."
            : $" It has happened again since: {named}.";
    }

    // A private incident's title stays in its channel: this is shown on locked screens too.
    private static string Title(Incident incident) =>
        incident.IsPrivate ? "" : " " + Phrase.Shortened(Mentions.InWords(incident.Title), LongestText);

    private static Prose State(ReminderLine line, LocalDate today) =>
        (line.Why, line.Task) switch
        {
            (ReminderKind.Verify, { Ended: { } done }) => Prose.Mention(done.By)
                + " says it is done"
                + (done.What.Words is { Length: > 0 } evidence ? $" ({Phrase.Shortened(evidence, LongestText)})" : "")
                + "; you are asked to verify it",
            (ReminderKind.Incomplete, { Owner: null, Due: null }) => "nobody owes it, and it has no date",
            (ReminderKind.Incomplete, { Owner: null }) => "nobody owes it",
            (ReminderKind.Incomplete, { Owner: { } owner }) => Prose.Mention(owner) + " owes it, and it has no date",
            (ReminderKind.Commander, { Owner: { } owner, Due: { } due }) => Prose.Mention(owner) + $" owes it, {Day(due, today)}",
            (_, { Due: { } due }) => Day(due, today),
            _ => "it has no date",
        };

    private static string Day(LocalDate due, LocalDate today) =>
        Period.DaysBetween(due, today) switch
        {
            0 => "due today",
            -1 => "due tomorrow",
            1 => $"due {due:uuuu-MM-dd}, a day overdue",
            > 1 and var late => $"due {due:uuuu-MM-dd}, {late} days overdue",
            _ => $"due {due:uuuu-MM-dd}",
        };
}
