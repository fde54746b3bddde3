using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.People;
using IncidentBot.Reminders;
using NodaTime;

namespace IncidentBot.Digests;

/// <summary>
/// What became of the promises in a week: overdue, due, done, by owner and team, and the incidents whose tasks are all done. Oldest first;
/// what has been overdue since before this week and the last stands on top. Nobody is notified by it.
/// </summary>
public sealed class WeeklyDigest(IReadOnlyList<DigestTask> tasks, LocalDate today, DigestOptions options, TeamBook teams)
{
    private const int MostLines = 15;
    private const int MostOwners = 20;

    private readonly List<DigestTask> _done = [.. tasks.Where(task => task.IsDone)];
    private readonly List<DigestTask> _open =
    [
        .. tasks
            .Where(task => !task.IsDone)
            .OrderBy(task => task.Due ?? LocalDate.MaxIsoValue)
            .ThenBy(task => task.Priority)
            .ThenBy(task => task.Incident)
            .ThenBy(task => task.Number),
    ];

    /// <summary>Whether there is nothing to say.</summary>
    public bool IsEmpty => tasks.Count == 0;

    /// <summary>The card.</summary>
    public Card Card()
    {
        if (IsEmpty)
        {
            return Chat.Cards.Card.Of("Corrective tasks this week", new Paragraph("None is open, and none was done."));
        }

        var overdue = _open.Where(IsOverdue).ToList();
        var due = _open.Where(IsDue).ToList();
        var parts = ImmutableArray.CreateBuilder<CardPart>();
        parts.Add(new Paragraph(Summary(overdue.Count, due.Count)));
        AddSection(parts, "Overdue for more than a week", overdue.Where(IsLongOverdue), "task list overdue");
        AddSection(parts, "Overdue", overdue.Where(task => !IsLongOverdue(task)), "task list overdue");
        AddSection(parts, "Due in the next seven days", due, "task list");
        AddSection(parts, "Done in the last seven days", _done, "task list all");
        AddFinished(parts);
        AddCounts(parts, "By team", task => teams.Of(task.OwnerId, task.OwnerName));
        AddCounts(parts, "By owner", task => task.OwnerName ?? "nobody");
        return new Card("Corrective tasks this week", parts.ToImmutable());
    }

    private Prose Summary(int overdue, int due)
    {
        var lacking = _open.Count(task => task.Due is null || task.OwnerName is null);
        return Prose.Strong($"{overdue} overdue, {due} due, {_done.Count} done")
            + $"; {_open.Count} open in all"
            + (lacking == 0 ? "." : $", {lacking} of them without an owner or a date.");
    }

    private void AddSection(ImmutableArray<CardPart>.Builder parts, string name, IEnumerable<DigestTask> tasksOf, string command)
    {
        var lines = tasksOf.Select(Line).ToList();
        if (lines.Count > 0)
        {
            parts.Add(new Paragraph(Prose.Strong(name)));
            parts.Add(new Listing([.. lines.Take(MostLines)]));
            AddRest(parts, lines.Count - MostLines, command);
        }
    }

    private static void AddRest(ImmutableArray<CardPart>.Builder parts, int more, string command)
    {
        if (more > 0)
        {
            parts.Add(new Paragraph(Prose.Of($"… and {more} more: ") + Prose.Code(command)));
        }
    }

    private void AddFinished(ImmutableArray<CardPart>.Builder parts)
    {
        var unfinished = _open.Select(task => task.Incident).ToHashSet();
        var finished = _done
            .Where(task => !unfinished.Contains(task.Incident))
            .DistinctBy(task => task.Incident)
            .OrderBy(task => task.Incident)
            .Select(task => Prose.Strong($"INC-{task.Incident} ") + Mentions.InWords(task.Title))
            .ToList();
        if (finished.Count > 0)
        {
            parts.Add(new Paragraph(Prose.Strong("All tasks done")));
            parts.Add(new Listing([.. finished.Take(MostLines)]));
            AddRest(parts, finished.Count - MostLines, "list closed");
        }
    }

    // Whoever has what is oldest stands first.
    private void AddCounts(ImmutableArray<CardPart>.Builder parts, string name, Func<DigestTask, string?> of)
    {
        var rows = tasks
            .Where(task => task.IsDone || IsOverdue(task) || IsDue(task))
            .Where(task => of(task) is not null)
            .GroupBy(task => of(task)!, StringComparer.OrdinalIgnoreCase)
            .OrderBy(group => group.Where(task => !task.IsDone).Select(task => task.Due).Min() ?? LocalDate.MaxIsoValue)
            .ThenBy(group => group.Key, StringComparer.OrdinalIgnoreCase)
            .Select(group => new Fact(Mentions.InWords(group.Key), Counts([.. group])))
            .ToList();
        if (rows.Count > 0)
        {
            parts.Add(new Paragraph(Prose.Strong(name)));
            parts.Add(new Facts([.. rows.Take(MostOwners)]));
            AddRest(parts, rows.Count - MostOwners, "task list all");
        }
    }

    private string Counts(List<DigestTask> group)
    {
        var overdue = group.Where(IsOverdue).ToList();
        string?[] counts =
        [
            overdue.Count == 0 ? null : $"{overdue.Count} overdue (oldest {Days(overdue.Min(task => task.Due!.Value))} d)",
            group.Count(IsDue) is > 0 and var due ? $"{due} due" : null,
            group.Count(task => task.IsDone) is > 0 and var done ? $"{done} done" : null,
        ];
        return string.Join(", ", counts.Where(count => count is not null));
    }

    private Prose Line(DigestTask task) =>
        Prose.Strong($"INC-{task.Incident}/T{task.Number} ")
        + Mentions.InWords(task.Text)
        + " — "
        + Mentions.InWords(task.OwnerName ?? "nobody")
        + (
            task.IsDone
                ? ""
                : (
                    IsOverdue(task)
                        ? $", {Days(task.Due!.Value)} d overdue"
                        : ", " + task.Due!.Value.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)
                )
                    + ", "
                    + task.Priority.Spoken()
        );

    private int Days(LocalDate due) => Period.DaysBetween(due, today);

    private bool IsOverdue(DigestTask task) => !task.IsDone && task.Due < today;

    private bool IsLongOverdue(DigestTask task) => Days(task.Due!.Value) >= options.FirstPlaceFromDay;

    private bool IsDue(DigestTask task) => !task.IsDone && task.Due >= today && task.Due < today.PlusDays(7);
}
