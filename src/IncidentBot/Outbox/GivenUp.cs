using System.Data.Common;
using System.Text.Json;
using Dapper;
using IncidentBot.Retention;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>A delivery that was given up. Of a private incident neither its number nor what it was about is said.</summary>
/// <param name="Id">Its identity; of a private incident too, so that it can be taken up again.</param>
/// <param name="Platform">Where it should have gone.</param>
/// <param name="Incident">Of which incident, such as <c>INC-42</c>; null for a private one, and for what is no incident's.</param>
/// <param name="What">What it was, in words.</param>
/// <param name="At">When it was given up.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Why">What the last try said.</param>
public sealed record GivenUpDelivery(string Id, string Platform, string? Incident, string What, Instant At, long Attempts, string Why);

/// <summary>What will not be delivered unless somebody has it taken up again.</summary>
public static class GivenUp
{
    private const int Most = 200;

    /// <summary>All of it, the newest first. Only reads, so that <c>doctor</c> can, beside a bot that runs.</summary>
    public static async Task<IReadOnlyList<GivenUpDelivery>> ListAsync(DbConnection connection)
    {
        var rows = await connection.QueryAsync<Row>(
            """
            select o.id, o.platform, o.incident, o.payload, o.given_up_at as GivenUpAt, o.attempts, o.last_error as LastError,
                   coalesce(i.private, @unknown) as Hidden
            from outbox o left join incidents i on i.number = o.incident
            where o.given_up_at is not null
            order by o.given_up_at desc limit @Most
            """,
            new { unknown = true, Most }
        );
        return [.. rows.Select(row => row.ToDelivery())];
    }

    /// <summary>Has one taken up again, or all of them where none is named, and writes down by whom. Returns how many.</summary>
    /// <remarks>It may have happened after all, so the next try looks before it repeats.</remarks>
    public static Task<int> RetryAsync(Database database, string? id, string by, Instant now, CancellationToken cancellation) =>
        database.WriteAsync(
            async transaction =>
            {
                var taken = await transaction.Connection!.ExecuteAsync(
                    """
                    update outbox set given_up_at = null, leased_until = null, due_at = @now, attempts = 1, retries = retries + 1
                    where given_up_at is not null and (id = @id or @all)
                    """,
                    new
                    {
                        id = id ?? "",
                        all = id is null,
                        now,
                    },
                    transaction
                );
                if (taken > 0)
                {
                    await UpkeepLog.WriteAsync(transaction, now, by, "had deliveries taken up again that were given up", taken);
                }

                return taken;
            },
            cancellation
        );

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Platform { get; init; }
        public required long Incident { get; init; }
        public required string Payload { get; init; }
        public required Instant GivenUpAt { get; init; }
        public required long Attempts { get; init; }
        public string? LastError { get; init; }
        public required bool Hidden { get; init; }

        public GivenUpDelivery ToDelivery() =>
            JsonSerializer.Deserialize(Payload, StoredJson.Effect)! switch
            {
                PostDigest => new GivenUpDelivery(Id, Platform, null, "the weekly digest", GivenUpAt, Attempts, LastError ?? ""),
                _ when Hidden => new GivenUpDelivery(
                    Id,
                    Platform,
                    null,
                    "something of a private incident",
                    GivenUpAt,
                    Attempts,
                    "see the log"
                ),
                var effect => new GivenUpDelivery(
                    Id,
                    Platform,
                    $"INC-{Incident}",
                    EffectWords.Of(effect),
                    GivenUpAt,
                    Attempts,
                    LastError ?? ""
                ),
            };
    }
}
