using System.Text.Json;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Chat;

/// <summary>
/// Answers that are messages of their own, for a platform that takes none in its response: each is on the disk before its question is
/// acknowledged, and what a stop has left unsaid is known to the next start.
/// </summary>
public sealed class KeptReplies(Database database, IncidentStore store, IClock clock)
{
    private const int Most = 1_000;

    /// <summary>Keeps an answer that no commit has kept: to a question, or to what was not understood.</summary>
    /// <exception cref="StorageUnavailableException">It is not kept, so its question must not be acknowledged.</exception>
    public Task KeepAsync(string message, Reply reply, CancellationToken cancellation) =>
        database.WriteAsync(
            "insert into inbound_messages (id, reply, received_at) values (@message, @reply, @now) on conflict (id) do nothing",
            new
            {
                message,
                reply = JsonSerializer.Serialize(reply, StoredJson.Reply),
                now = clock.GetCurrentInstant(),
            },
            cancellation
        );

    /// <summary>The answer to that message; null where none is kept.</summary>
    public async Task<Reply?> FindAsync(string message, CancellationToken cancellation)
    {
        var kept = await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<string?>("select reply from inbound_messages where id = @message", new { message }),
            cancellation
        );
        return kept is null ? null : await ReadAsync(kept, cancellation);
    }

    /// <summary>The answer to that message was shown.</summary>
    public Task MarkToldAsync(string message, CancellationToken cancellation) =>
        database.WriteAsync(
            "insert into told_replies (message, told_at) values (@message, @now) on conflict (message) do nothing",
            new { message, now = clock.GetCurrentInstant() },
            cancellation
        );

    /// <summary>Whether the answer to that message was shown, by whichever bot.</summary>
    public Task<bool> IsToldAsync(string message, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
                await connection.ExecuteScalarAsync<int>("select count(*) from told_replies where message = @message", new { message }) > 0,
            cancellation
        );

    /// <summary>The answers that were not shown, the oldest first.</summary>
    /// <param name="pattern">Of messages whose identity is like that: <c>teams/%</c>.</param>
    /// <param name="since">What is older nobody waits for any more.</param>
    /// <param name="cancellation">Ends the look.</param>
    public async Task<IReadOnlyList<(string Message, Reply Reply)>> UntoldAsync(
        string pattern,
        Instant since,
        CancellationToken cancellation
    )
    {
        var rows = await database.ReadAsync(
            connection =>
                connection.QueryAsync<(string Message, string Kept)>(
                    """
                    select id, reply from inbound_messages m
                    where id like @pattern and received_at >= @since
                        and not exists (select 1 from told_replies t where t.message = m.id)
                    order by received_at, id limit @most
                    """,
                    new
                    {
                        pattern,
                        since,
                        most = Most,
                    }
                ),
            cancellation
        );
        var replies = new List<(string, Reply)>();
        foreach (var (message, kept) in rows)
        {
            replies.Add((message, await ReadAsync(kept, cancellation)));
        }

        return replies;
    }

    private Task<Reply> ReadAsync(string kept, CancellationToken cancellation) =>
        KeptReply.ReadAsync(kept, async id => await store.FindAsync(id, cancellation));
}
