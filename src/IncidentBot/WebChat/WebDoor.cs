using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.WebChat;

/// <summary>What a person does in the web chat: says something, gives a command, presses a button, pins a message.</summary>
public sealed class WebDoor(IncidentDesk desk, ChannelDirectory channels, WebMessages messages, PeopleBook people)
{
    private const string Command = "/incident";

    /// <summary>Says a line. A command is answered; other words are an ordinary message, and there is no reply.</summary>
    /// <param name="who">Who says it, with a zone.</param>
    /// <param name="channel">In which channel.</param>
    /// <param name="line">What was typed; a command begins with <c>/incident</c> (or only <c>/</c>).</param>
    /// <param name="messageId">The browser's identity of this line, so that sending it twice records it once; null for none.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Reply?> SayAsync(Speaker who, string channel, string line, string? messageId, CancellationToken cancellation)
    {
        var text = line.Trim();
        if (!text.StartsWith('/'))
        {
            await messages.AddAsync(
                channel,
                who.Person,
                Card.Of(Prose.Of(await people.WithMentionsAsync(text, cancellation))),
                messageId,
                cancellation
            );
            return null;
        }

        var words =
            text.StartsWith(Command, StringComparison.OrdinalIgnoreCase)
            && (text.Length == Command.Length || char.IsWhiteSpace(text[Command.Length]))
                ? text[Command.Length..]
                : text[1..];
        return await CommandAsync(who, channel, words.Trim(), messageId, cancellation);
    }

    /// <summary>Gives a command: what stands behind <c>/incident</c>, or behind a button.</summary>
    public async Task<Reply> CommandAsync(Speaker who, string channel, string words, string? messageId, CancellationToken cancellation)
    {
        var spoken = await people.WithMentionsAsync(words, cancellation);
        var inbound = new Inbound(
            who.Person,
            who.ZoneId,
            new Place(WebPlatform.PlatformName, channel),
            spoken,
            messageId is null ? null : $"web/{messageId}"
        );
        var reply = await desk.HandleAsync(inbound, cancellation);
        if (reply.Audience == Audience.Conversation && reply.Outcome == Outcome.Recorded)
        {
            await messages.AddAsync(channel, who.Person, reply.Card, messageId is null ? null : messageId + "/reply", cancellation);
        }

        return reply;
    }

    /// <summary>Puts a message of the channel on the incident's timeline, with the message's own time and author. Pinning twice records once.</summary>
    public async Task<Reply> PinAsync(Speaker who, string messageId, CancellationToken cancellation)
    {
        if (await messages.FindAsync(messageId, cancellation) is not { } message)
        {
            return Reply.Refused("That message is gone, so nothing was recorded.");
        }

        var where = new Place(WebPlatform.PlatformName, message.Channel);
        if (await channels.FindAsync(where, cancellation) is not { } incident)
        {
            return Reply.Refused("This channel belongs to no incident, so nothing was recorded. Pin messages in an incident's channel.");
        }

        var entry = new AddEntry(PlainTextCard.Render(message.Card))
        {
            Source = new PinnedMessage(where, message.Id, message.Author),
            When = Moment.Exact(message.PostedAt, who.ZoneId),
        };
        return await desk.HandleAsync(
            incident,
            entry,
            new Inbound(message.Author, who.ZoneId, where, "", $"web/pin/{message.Id}"),
            cancellation
        );
    }
}
