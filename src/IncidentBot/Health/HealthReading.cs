using Dapper;
using IncidentBot.Chat;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Health;

/// <summary>Gathers the facts. What does not answer in time counts as away.</summary>
public sealed class HealthReading(Database database, IEnumerable<ChatHearing> hearings, IClock clock, TimeProvider time)
{
    private static readonly System.TimeSpan Patience = System.TimeSpan.FromSeconds(3);

    /// <summary>The facts now.</summary>
    public async Task<HealthFacts> ReadAsync(bool isStopping, CancellationToken cancellation)
    {
        var facts = new HealthFacts
        {
            IsStopping = isStopping,
            Hearing = [.. hearings.Select(hearing => (hearing.Platform, hearing.Look()))],
        };
        try
        {
            return await ReadAsync(facts, cancellation).WaitAsync(Patience, time, cancellation);
        }
        catch (StorageUnavailableException unavailable)
        {
            return facts with { StoreProblem = unavailable.Message };
        }
        catch (TimeoutException)
        {
            return facts with { StoreProblem = $"The database does not answer within {Patience.TotalSeconds:0} s." };
        }
    }

    private Task<HealthFacts> ReadAsync(HealthFacts facts, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
            {
                var now = clock.GetCurrentInstant();
                var version = await connection.ExecuteScalarAsync<int>("select coalesce(max(version), 0) from schema_versions");
                // Tables of another version may look different.
                return version != SchemaVersion.Newest
                    ? facts with
                    {
                        Version = version,
                        Wanted = SchemaVersion.Newest,
                    }
                    : facts with
                    {
                        Version = version,
                        Wanted = version,
                        // One that is meant to wait does not count; one that was tried in vain does.
                        OldestDelivery =
                            now
                            - await FirstAsync(
                                connection,
                                "select created_at from outbox where given_up_at is null and (due_at <= @now or attempts > 0) order by created_at limit 1",
                                now
                            ),
                        GivenUp = await connection.ExecuteScalarAsync<long>("select count(*) from outbox where given_up_at is not null"),
                        Late =
                            now
                            - await FirstAsync(connection, "select due_at from wakeups where due_at <= @now order by due_at limit 1", now),
                    };
            },
            cancellation
        );

    private static async Task<Instant?> FirstAsync(System.Data.Common.DbConnection connection, string sql, Instant now) =>
        (await connection.QueryAsync<Instant>(sql, new { now })).Cast<Instant?>().FirstOrDefault();
}
