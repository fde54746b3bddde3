using Dapper;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Outbox;

/// <summary>Which message is an incident's header or announcement, so that it can be changed.</summary>
public sealed class PostedMessages(Database database)
{
    /// <summary>Finds it; null where it was not posted yet.</summary>
    public async Task<(Place Where, string Id)?> FindAsync(
        string platform,
        IncidentId incident,
        string purpose,
        CancellationToken cancellation
    )
    {
        var rows = await database.ReadAsync(
            connection =>
                connection.QueryAsync<(string Channel, string Message)>(
                    "select channel, message from posted_messages where platform = @platform and incident = @number and purpose = @purpose",
                    new
                    {
                        platform,
                        number = incident.Number,
                        purpose,
                    }
                ),
            cancellation
        );
        return rows.Select(row => ((Place, string)?)(new Place(platform, row.Channel), row.Message)).FirstOrDefault();
    }

    /// <summary>Remembers it.</summary>
    public Task RememberAsync(
        string platform,
        IncidentId incident,
        string purpose,
        Place where,
        string message,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            """
            insert into posted_messages (platform, incident, purpose, channel, message) values (@platform, @number, @purpose, @channel, @message)
            on conflict (platform, incident, purpose) do update set channel = excluded.channel, message = excluded.message
            """,
            new
            {
                platform,
                number = incident.Number,
                purpose,
                channel = where.Channel,
                message,
            },
            cancellation
        );
}
