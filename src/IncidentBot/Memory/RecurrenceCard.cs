using System.Collections.Immutable;
using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Times;

namespace IncidentBot.Memory;

/// <summary>What happened before, in a card: when, what it was, what fixed it, what was suspected wrongly and what is still promised. Pure.</summary>
public static class RecurrenceCard
{
    private const int LongestTold = 200;

    /// <summary>Past incidents, nearest first.</summary>
    public static Card Of(ImmutableArray<Incident> past) =>
        new(
            past.Length == 1 ? "This may have happened before" : $"{past.Length} past incidents resemble this",
            [.. past.SelectMany((incident, i) => i == 0 ? Parts(incident) : [new Rule(), .. Parts(incident)])]
        );

    private static IEnumerable<CardPart> Parts(Incident past)
    {
        var facts = new Postmortem(past);
        yield return new Paragraph(Prose.Strong(past.Id.ToString()) + $" {past.Title}" + When(past));
        yield return Facts.Of(
            new Fact("Cause", Told(facts.Causes) ?? "nobody said"),
            Told(facts.Fixes) is { } fix ? new Fact("What fixed it", fix) : null,
            facts.TimeLost.Paths.IsEmpty
                ? null
                : new Fact(
                    "Suspected wrongly",
                    string.Join("; ", facts.TimeLost.Paths.Select(path => $"{Shortened(path.Hypothesis.Text)} ({path.Cost})"))
                ),
            Undone(past).ToList() is { Count: > 0 } undone ? new Fact("Still promised", string.Join("; ", undone)) : null
        );
        yield return Buttons.Of(new Button($"Show {past.Id}", $"{past.Id} show"));
    }

    private static string When(Incident past) =>
        past.StartedAt?.From is { } at ? $", {TimeText.DateAndClock(at, past.Zone)} {past.ZoneId}" : "";

    private static Prose? Told(ImmutableArray<string> told) => told.IsEmpty ? null : Prose.Of(string.Join("; ", told.Select(Shortened)));

    private static IEnumerable<string> Undone(Incident past) =>
        past.Tasks.Where(task => task.IsOpen).Select(task => $"{past.Id}/{task} {Shortened(task.Text)} ({Owed(task)})");

    private static string Owed(CorrectiveTask task) =>
        (task.Owner?.Name ?? "nobody") + (task.Due is { } due ? $", due {due:uuuu-MM-dd}" : ", no date");

    private static string Shortened(string text) => Chat.Phrase.Shortened(text, LongestTold);
}
