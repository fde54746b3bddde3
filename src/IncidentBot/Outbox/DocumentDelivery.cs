using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Publishing;

namespace IncidentBot.Outbox;

/// <summary>The postmortem as the outbox brings it to people: the draft to the incident's channel, the published one wherever the settings say.</summary>
internal sealed class DocumentDelivery(IncidentStore store)
{
    private readonly Dictionary<string, IPublicationTarget> _targets = store.Reminders.Options.Postmortems.Targets.ToDictionary(
        target => target.Name,
        StringComparer.Ordinal
    );

    /// <summary>The names of the places.</summary>
    public IReadOnlyCollection<string> Targets => _targets.Keys;

    private PostmortemOptions Options => store.Reminders.Options.Postmortems;

    /// <summary>Brings the last version there as it was published. One that was taken back, or whose incident runs again, is not brought anywhere.</summary>
    /// <exception cref="DeliveryFailedException">It could not be done.</exception>
    public async Task PublishAsync(Delivery delivery, CancellationToken cancellation)
    {
        var incident =
            await store.FindCommittedAsync(delivery.Incident, cancellation)
            ?? throw new InvalidOperationException($"{delivery.Incident} is in the outbox and nowhere else.");
        if (PublishedVersion.LastOf(incident) is not { } last)
        {
            return;
        }

        // One that was published before versions were kept is brought as it is now.
        var published =
            await store.FindPublishedAsync(incident.Id, PublishedVersion.NumberOf(incident, last), cancellation)
            ?? PublishedVersion.Of(incident, last, Options);
        var publication = new Publication(
            delivery.Id,
            incident.Id,
            Mentions.InWords(incident.Title),
            last.By.Name,
            published.Markdown,
            published.Html
        );
        await _targets[delivery.Platform].PublishAsync(publication, cancellation);
    }

    /// <summary>The draft, for the incident's channel.</summary>
    public Document Draft(Incident incident) =>
        new(
            $"postmortem-{incident.Id}.md",
            $"Postmortem {incident.Id}: {Mentions.InWords(incident.Title)}",
            PostmortemDraft.Markdown(new Postmortem(incident), Options),
            DraftCard.Of(incident).With(DraftButtons.Of(incident))
        );
}
