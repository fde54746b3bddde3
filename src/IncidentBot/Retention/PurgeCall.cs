using Dapper;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Retention;

/// <summary>Deletes what is older than it has to be, a little at a time so that no command waits behind it, and writes down how much it was.</summary>
public sealed class PurgeCall(Database database, RetentionOptions options, IClock clock)
{
    private const int MostAtOnce = 500;

    private IEnumerable<Rule> Rules =>
        [
            new("identities of inbound messages", "inbound_messages", "received_at < @before", options.Messages),
            new("reactions that were dealt with", "pin_requests", "received_at < @before and done_at is not null", options.Messages),
            new("deliveries that were given up", "outbox", "given_up_at < @before", options.GivenUp),
        ];

    /// <summary>Deletes. Returns how many rows there were.</summary>
    public async Task<long> RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var all = 0L;
        foreach (var rule in Rules.Where(rule => rule.Kept is not null))
        {
            var purged = await PurgeAsync(rule, now - rule.Kept!.Value, cancellation);
            all += purged;
            if (purged > 0)
            {
                await UpkeepLog.WriteAsync(database, now, UpkeepLog.Bot, $"purged {rule.What}", purged, cancellation);
            }
        }

        if (options.Messages is { } messages)
        {
            await DeleteAsync("delete from told_replies where told_at < @before", now - messages, cancellation);
        }

        if (options.GivenUp is { } failures)
        {
            await DeleteAsync("delete from wakeup_failures where solved_at < @before", now - failures, cancellation);
        }

        if (options.Upkeep is { } records)
        {
            await DeleteAsync("delete from upkeep where happened_at < @before", now - records, cancellation);
        }

        return all;
    }

    // The search reads beside the writers; only the deletion goes through the queue of commits.
    private async Task<long> PurgeAsync(Rule rule, Instant before, CancellationToken cancellation)
    {
        var purged = 0L;
        List<string> found;
        do
        {
            found = await database.ReadAsync(
                async connection =>
                    (
                        await connection.QueryAsync<string>(
                            $"select id from {rule.Table} where {rule.Condition} limit @most",
                            new { before, most = MostAtOnce }
                        )
                    ).AsList(),
                cancellation
            );
            purged +=
                found.Count == 0
                    ? 0
                    : await database.WriteAsync(
                        $"delete from {rule.Table} where id in @ids and {rule.Condition}",
                        new { ids = new AnyOf(found), before },
                        cancellation
                    );
        } while (found.Count == MostAtOnce);

        return purged;
    }

    private Task DeleteAsync(string sql, Instant before, CancellationToken cancellation) =>
        database.WriteAsync(sql, new { before }, cancellation);

    private sealed record Rule(string What, string Table, string Condition, Duration? Kept);
}
