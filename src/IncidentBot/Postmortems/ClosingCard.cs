using IncidentBot.Chat.Cards;
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
        return missing.Count == 0
            ? card
            : card.With(new Paragraph("What nobody said yet:"))
                .With(new Listing([.. missing.Select(fact => Prose.Of(fact.What + ": ") + Prose.Code(fact.Fill))]));
    }
}
