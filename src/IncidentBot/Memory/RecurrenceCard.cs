using System.Collections.Immutable;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Times;

namespace IncidentBot.Memory;

/// <summary>What happened before, in a card: when, what it was, what fixed it, what was suspected wrongly and what is still promised. Pure.</summary>
public static class RecurrenceCard
{
    private const int MostButtons = 4;

    /// <summary>Past incidents, nearest first.</summary>
    /// <param name="past">The incidents.</param>
    /// <param name="checks">What the team's own numbers say to look at first.</param>
    /// <param name="again">The incident that they come back in; null where somebody only asked.</param>
    public static Card Of(ImmutableArray<Incident> past, ImmutableArray<string> checks, IncidentId? again = null) =>
        new(
            past.Length == 1 ? "This may have happened before" : $"{past.Length} past incidents resemble this",
            [
                .. checks.Select(check => new Paragraph(Prose.Strong("First check: ") + check)),
                .. past.SelectMany((incident, i) => i == 0 ? Parts(incident, again) : [new Rule(), .. Parts(incident, again)]),
            ]
        );

    private static IEnumerable<CardPart> Parts(Incident past, IncidentId? again)
    {
        var told = PastTold.Of(past);
        yield return new Paragraph(Prose.Strong(past.Id.ToString()) + $" {past.Title}" + When(past));
        yield return Facts.Of(
            new Fact("Cause", told.Cause.Length == 0 ? "nobody said" : told.Cause),
            Row("What fixed it", told.Fix.Length == 0 ? [] : [told.Fix]),
            Row("Suspected wrongly", told.Misled),
            Row("Still promised", told.LeftUndone),
            Row("Done, and did not prevent it", again is null ? [] : [.. told.DoneInVain.Select(task => task.Text)])
        );
        if (again is not null && Unreached(past) is { Length: > 0 } owners)
        {
            yield return new Paragraph($"The bot can write to none of these owners, so tell them: {owners}.");
        }

        yield return new Buttons([
            new Button($"Show {past.Id}", $"{past.Id} show"),
            .. again is { } here ? [new Button("Not the same", $"{here} similar not {past.Id}")] : Array.Empty<Button>(),
            .. again is { } id ? told.DoneInVain.Take(MostButtons).Select(task => AgainCard.ToReopen(past.Id, task.Task, id)) : [],
        ]);
    }

    // Of what is imported, owners are names in a document.
    private static string Unreached(Incident past) =>
        string.Join(
            ", ",
            past.Tasks.Where(task => task is { IsOpen: true, Owner: { Person: null } })
                .Select(task => Mentions.InWords(task.Owner!.Name))
                .Distinct(StringComparer.OrdinalIgnoreCase)
        );

    private static string When(Incident past) =>
        past.StartedAt?.From is { } at ? $", {TimeText.DateAndClock(at, past.Zone)} {past.ZoneId}" : "";

    private static Fact? Row(string label, ImmutableArray<string> told) => told.IsEmpty ? null : new Fact(label, string.Join("; ", told));
}
