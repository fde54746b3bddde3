using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.People;
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
    SlackPeople people,
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
            (await desk.HandleAsync(id, new RetractEntry(entry.Number, ""), by, cancellation)).IfTaken();
        }
    }

    /// <summary>The message was changed. An entry that somebody has put into other words since stays as it is.</summary>
    public async Task ChangedAsync(JsonElement happened, string eventId, CancellationToken cancellation)
    {
        var (channel, message) = (happened.Text("channel"), happened.Find("message"));
        var after = messages.WordsOf(message);
        if (await FindAsync(channel, message.Text("ts"), cancellation) is var (incident, entry) && entry.What.Words != after)
        {
            var state = SlackMessages.StateOf(message) is { Length: > 0 } edited ? edited : happened.Text("event_ts");
            var edit = new MessageEdit(state, messages.WordsOf(happened.Find("previous_message")));
            var by = new Inbound(Author(message), incident.ZoneId, SlackPlatform.PlaceOf(channel), "", $"slack/{eventId}");
            var reply = await desk.HandleAsync(incident.Id, new CorrectEntry(entry.Number, after) { Edit = edit }, by, cancellation);
            reply.IfTaken();
        }
    }

    /// <summary>The message was deleted, so its entry is taken back; one that somebody has put into other words since is theirs, and stays.</summary>
    public async Task DeletedAsync(string channel, JsonElement message, string eventId, CancellationToken cancellation)
    {
        if (
            await FindAsync(channel, message.Text("ts"), cancellation) is var (incident, entry)
            && (entry.AsOf is not null || entry.What.Words == messages.WordsOf(message))
        )
        {
            var by = new Inbound(Author(message), incident.ZoneId, SlackPlatform.PlaceOf(channel), "", $"slack/{eventId}");
            (
                await desk.HandleAsync(incident.Id, new RetractEntry(entry.Number, "The message was deleted in Slack."), by, cancellation)
            ).IfTaken();
        }
    }

    /// <summary>Tells the person who pinned a message that it did not come on the timeline.</summary>
    public void GiveUp(PinRequest request, string because)
    {
        if (request.Added)
        {
            Tell(request, Card.Of(Prose.Of($"The message that you pinned did not come on the timeline: {because}")));
        }
    }

    private async Task<(Incident Incident, TimelineEntry Entry)?> FindAsync(string channel, string ts, CancellationToken cancellation)
    {
        var place = SlackPlatform.PlaceOf(channel);
        return
            ts.Length > 0
            && await channels.FindAsync(place, cancellation) is { } id
            && await store.FindAsync(id, cancellation) is { } incident
            && incident.FindPinned(place, ts) is { } entry
            ? (incident, entry)
            : null;
    }

    private Person Author(JsonElement message) =>
        message.Text("user") is { Length: > 0 } user ? people.PersonOf(user, "") : SlackMessages.Integration(message);

    private async Task AddAsync(PinRequest request, Incident incident, CancellationToken cancellation)
    {
        if (await messages.FindAsync(request.Channel, request.Message, cancellation) is not { } found)
        {
            return;
        }

        var entry = new AddEntry(found.Text) { Source = found.Source, When = Moment.Exact(found.At, incident.ZoneId) };
        var by = new Inbound(found.Source.Author, incident.ZoneId, found.Source.Where, "", $"slack/{request.Id}");
        var reply = (await desk.HandleAsync(incident.Id, entry, by, cancellation)).IfTaken();
        Tell(
            request,
            reply.Outcome == Outcome.Recorded
                ? reply.Card with
                {
                    Parts = reply.Card.Parts.Insert(0, new Paragraph(Prose.Strong("On the timeline:"))),
                }
                : reply.Card
        );
    }

    private void Tell(PinRequest request, Card card) =>
        afterwards.Begin(
            "telling what became of a pin",
            stopping => privately.SayAsync(request.Channel, request.Person, card, null, stopping)
        );

    private static Person Known(PinRequest request) => SlackPlatform.PersonOf(request.Person, request.Person);
}
