using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.WebChat;

namespace IncidentBot.Server.WebChat;

/// <summary>A channel in the list, with its incident where it has one.</summary>
internal sealed record ChannelLine(WebChannel Channel, Incident? Incident)
{
    /// <summary>The channels that a person may see, newest first.</summary>
    public static async Task<List<ChannelLine>> ListAsync(Bot bot, Person person, CancellationToken cancellation)
    {
        var lines = new List<ChannelLine>();
        foreach (var channel in await bot.WebMessages.ChannelsAsync(person.Id, cancellation))
        {
            var incident = channel.Incident is { } number ? await bot.Store.FindAsync(new IncidentId(number), cancellation) : null;
            lines.Add(new ChannelLine(channel, incident));
        }

        return lines;
    }
}
