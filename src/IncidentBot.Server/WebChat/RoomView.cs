using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Times;
using IncidentBot.WebChat;
using NodaTime;

namespace IncidentBot.Server.WebChat;

/// <summary>What one person sees of the chat at one moment: their channels, one channel's messages, and its incident.</summary>
public sealed record RoomView
{
    /// <summary>Who looks.</summary>
    public required Speaker Me { get; init; }

    /// <summary>The channels to choose from; the one that is shown is among them, however old.</summary>
    public required IReadOnlyList<ChannelLine> Channels { get; init; }

    /// <summary>The channel that is shown.</summary>
    public required WebChannel Current { get; init; }

    /// <summary>Its messages.</summary>
    public required IReadOnlyList<WebMessage> Messages { get; init; }

    /// <summary>Its incident.</summary>
    public required Incident? Incident { get; init; }

    /// <summary>Everybody who can be mentioned.</summary>
    public required IReadOnlyList<Speaker> People { get; init; }

    /// <summary>The time it is.</summary>
    public required Instant Now { get; init; }

    /// <summary>The zone in which they read times.</summary>
    public DateTimeZone Zone => TimeZones.Get(Me.ZoneId);

    /// <summary>Whether a message is on the incident's timeline.</summary>
    public bool IsPinned(WebMessage message) =>
        Incident?.Entries.Exists(entry => entry.Counts && entry.What is Noted { Source.Id: var id } && id == message.Id) == true;

    /// <summary>Looks. A channel that is not theirs, or not there, is the general one.</summary>
    internal static async Task<RoomView> LoadAsync(Bot bot, Speaker me, string? channel, CancellationToken cancellation)
    {
        var channels = await bot.VisibleChannels.ListAsync(me.Person.Id, cancellation);
        var line =
            channels.FirstOrDefault(listed => listed.Channel.Id == channel)
            ?? (channel is null ? null : await bot.VisibleChannels.FindAsync(channel, me.Person.Id, cancellation))
            ?? channels.First(listed => listed.Channel.Id == WebPlatform.General);

        return new RoomView
        {
            Me = me,
            Channels = channels.Contains(line) ? channels : [line, .. channels],
            Current = line.Channel,
            Messages = await bot.WebMessages.ListAsync(line.Channel.Id, cancellation),
            Incident = line.Incident is { } shown ? await bot.Store.FindAsync(shown.Id, cancellation) : null,
            People = await bot.People.ListAsync(cancellation),
            Now = bot.Clock.GetCurrentInstant(),
        };
    }
}
