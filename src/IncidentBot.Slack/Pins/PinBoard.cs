using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Slack.Incoming;
using IncidentBot.Timeline;
using IncidentBot.Times;

namespace IncidentBot.Slack.Pins;

/// <summary>
/// Makes the timeline say what the pins say. A message stays on it once, however many pin it, at the time and in the name of its author; it goes
/// when the last takes the reaction away, and follows when its author changes it.
/// </summary>
internal sealed class PinBoard(
    IncidentDesk desk,
    IncidentStore store,
    ChannelDirectory channels,
    PinRequests requests,
    SlackMessages messages,
    PrivateWord privately,
    Afterwards afterwards
)
{
    /// <summary>Does what a reaction asks for.</summary>
    /// <exception cref="DeliveryFailedException">Slack did not answer; asking again is right.</exception>
    public async Task SettleAsync(PinRequest request, CancellationToken cancellation)
    {
        var place = SlackPlatform.PlaceOf(request.Channel);
        if (await channels.FindAsync(place, cancellation) is not { } id || await store.FindAsync(id, cancellation) is not { } incident)
        {
            return;
        }

        var isPinned = await requests.MarkAsync(request, cancellation);
        var entry = incident.FindPinned(place, request.Message);
        if (isPinned && entry is null && request.Added)
        {
            await AddAsync(request, incident, cancellation);
        }
        else if (!isPinned && entry is not null)
        {
            var by = new Inbound(Known(request), incident.ZoneId, place, "", $"slack/{request.Id}");
            await desk.HandleAsync(id, new RetractEntry(entry.Number, ""), by, cancellation);
        }
    }

    /// <summary>The author has changed the message. An entry that somebody has put into other words since stays as it is.</summary>
    public async Task ChangedAsync(
        string channel,
        string ts,
        string before,
        string after,
        Person author,
        string eventId,
        CancellationToken cancellation
    )
    {
        var place = SlackPlatform.PlaceOf(channel);
        if (
            await channels.FindAsync(place, cancellation) is { } id
            && await store.FindAsync(id, cancellation) is { } incident
            && incident.FindPinned(place, ts) is { } entry
            && entry.What.Words == before
            && after.Length > 0
            && before != after
        )
        {
            var by = new Inbound(author, incident.ZoneId, place, "", $"slack/{eventId}");
            await desk.HandleAsync(id, new CorrectEntry(entry.Number, after), by, cancellation);
        }
    }

    private async Task AddAsync(PinRequest request, Incident incident, CancellationToken cancellation)
    {
        if (await messages.FindAsync(request.Channel, request.Message, cancellation) is not { } found)
        {
            return;
        }

        var entry = new AddEntry(found.Text) { Source = found.Source, When = Moment.Exact(found.At, incident.ZoneId) };
        var by = new Inbound(found.Source.Author, incident.ZoneId, found.Source.Where, "", $"slack/{request.Id}");
        var reply = await desk.HandleAsync(incident.Id, entry, by, cancellation);
        afterwards.Begin(
            "telling that a message is on the timeline",
            stopping =>
                privately.SayAsync(
                    request.Channel,
                    request.Person,
                    reply.Outcome == Outcome.Recorded
                        ? reply.Card with
                        {
                            Parts = reply.Card.Parts.Insert(0, new Paragraph(Prose.Strong("On the timeline:"))),
                        }
                        : reply.Card,
                    null,
                    stopping
                )
        );
    }

    private static Person Known(PinRequest request) => SlackPlatform.PersonOf(request.Person, request.Person);
}
