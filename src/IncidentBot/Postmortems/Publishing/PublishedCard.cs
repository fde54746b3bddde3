using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Times;

namespace IncidentBot.Postmortems.Publishing;

/// <summary>What the announcement channel hears of a postmortem that was published.</summary>
internal static class PublishedCard
{
    public static Card Of(Incident incident, Asked asked)
    {
        string? Last<T>()
            where T : IncidentEvent => incident.Entries.FindLast(entry => entry.Counts && entry.What is T)?.What.Words;

        var version = PublishedVersion.NextOf(incident);
        var card = Card.Of(
            $"Postmortem published{(version == 1 ? "" : $", version {version}")}: {incident.Id} {Mentions.InWords(incident.Title)}",
            Facts.Of(
                incident.Duration is { } duration ? new Fact("Duration", TimeText.Duration(duration)) : null,
                Last<ImpactStated>() is { } impact ? new Fact("Impact", impact) : null,
                Last<CauseStated>() is { } cause ? new Fact("Root cause", cause) : null,
                Last<FixStated>() is { } fix ? new Fact("Resolution", fix) : null
            )
        );
        return asked.Postmortems.PageOf(incident.Id) is { } page ? card.With(new Paragraph(Prose.Link("Read it", page))) : card;
    }
}
