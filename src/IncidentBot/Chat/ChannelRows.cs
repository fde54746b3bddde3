using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Writes which conversation belongs to which incident, beside the event that says so.</summary>
internal static class ChannelRows
{
    private const string Insert = """
        insert into channels (platform, channel, incident) values (@p0, @p1, @p2)
        on conflict (platform, channel) do update set incident = excluded.incident
        """;

    public static async Task InsertAsync(CommitUnit unit, Decided decided)
    {
        foreach (var recorded in decided.Events)
        {
            if (recorded.What is ChannelOpened { Channel: var channel })
            {
                await unit.Statement(Insert).ExecuteAsync(channel.Platform, channel.Channel, decided.After.Id.Number);
                unit.Tell(ChannelDirectory.News, $"{channel.Platform} {channel.Channel}");
            }
        }
    }
}
