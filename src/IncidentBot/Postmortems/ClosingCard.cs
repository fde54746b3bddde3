using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.Times;

namespace IncidentBot.Postmortems;

/// <summary>What a person sees on closing: how long it took, what the draft still lacks, and what would fill it.</summary>
internal static class ClosingCard
{
    public static Card Of(Incident incident)
    {
        var card = Card.Of(
            $"{incident.Id} is closed{(incident.Duration is { } duration ? $" after {TimeText.Duration(duration)}" : "")}",
            new Paragraph(Prose.Of("The postmortem is drafted: ") + Prose.Code($"{incident.Id} postmortem") + " shows it.")
        );
        var missing = MissingFacts.Of(incident);
        card = missing.Count == 0 ? card : card.With(new Paragraph("What nobody said yet:")).With(MissingFact.List(missing));
        return WithoutTask(incident, WithUncheckable(incident, card));
    }

    private static Card WithUncheckable(Incident incident, Card card)
    {
        var gaps = TaskGaps.Of(incident).Where(gap => gap.Need == TaskNeeds.Outcome).ToList();
        return gaps.Count == 0
            ? card
            : card.With(new Paragraph("Promises that nobody can check yet:")).With(new Listing([.. gaps.Select(TaskGaps.Line)]));
    }

    private static Card WithoutTask(Incident incident, Card card)
    {
        if (incident.IsDrill || !TaskGaps.IsWithout(incident))
        {
            return card;
        }

        var inc = incident.Id.ToString();
        return card.With(
                new Paragraph(
                    Prose.Of("Nothing was promised, so it may come back. If no task is needed, say why: ")
                        + Prose.Code($"{inc} task none REASON")
                        + "."
                )
            )
            .With(
                Buttons.Of(
                    new Button("Add task", $"{inc} task", ButtonStyle.Primary, IncidentForms.AddTask(inc)),
                    new Button("None is needed", $"{inc} task none", Form: IncidentForms.NoTask(inc))
                )
            );
    }
}
