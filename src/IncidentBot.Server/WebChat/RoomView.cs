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

    /// <summary>The channels they may see, newest first, each with its incident where it has one.</summary>
    public required IReadOnlyList<(WebChannel Channel, Incident? Incident)> Channels { get; init; }

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
        var channels = new List<(WebChannel Channel, Incident? Incident)>();
        foreach (var visible in await bot.WebMessages.ChannelsAsync(me.Person.Id, cancellation))
        {
            channels.Add(
                (visible, visible.Incident is { } number ? await bot.Store.FindAsync(new IncidentId(number), cancellation) : null)
            );
        }

        var (current, incident) = channels.Find(line => line.Channel.Id == channel);
        if (current is null)
        {
            (current, incident) = channels.First(line => line.Channel.Id == WebPlatform.General);
        }

        return new RoomView
        {
            Me = me,
            Channels = channels,
            Current = current,
            Messages = await bot.WebMessages.ListAsync(current.Id, cancellation),
            Incident = incident,
            People = await bot.People.ListAsync(cancellation),
            Now = bot.Clock.GetCurrentInstant(),
        };
    }
}
