using System.Text.Json;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>The outbox's rows: claiming them in order, and what becomes of them.</summary>
internal sealed class OutboxQueue(Database database)
{
    private const int MostAtOnce = 32;
    private const int MostGathered = 100;

    /// <summary>Nothing waits longer than this: what seems to was written before somebody set the clock back.</summary>
    public static readonly Duration LongestWait = Duration.FromMinutes(15);

    /// <summary>The first waiting row of each conversation, where it is due and nobody holds it, under a lease.</summary>
    public Task<List<Delivery>> ClaimAsync(
        IReadOnlyCollection<string> platforms,
        Instant now,
        Instant until,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            async transaction =>
            {
                var rows = await transaction.Connection!.QueryAsync<Row>(
                    $"""
                    update outbox set leased_until = @until, attempts = attempts + 1
                    where (leased_until is null or leased_until < @now or leased_until > @never) and id in (
                        select o.id from outbox o
                        where o.given_up_at is null and (o.due_at <= @now or o.due_at > @never)
                          and (o.leased_until is null or o.leased_until < @now or o.leased_until > @never) and o.platform in @platforms
                          and not exists (
                              select 1 from outbox p
                              where p.given_up_at is null and p.platform = o.platform and p.conversation = o.conversation and p.turn < o.turn)
                        order by o.turn limit @most {database.Dialect.SkippingLocked})
                    returning id, platform, conversation, incident, payload, attempts, retries
                    """,
                    new
                    {
                        now,
                        never = now + LongestWait,
                        until,
                        platforms = new AnyOf(platforms),
                        most = MostAtOnce,
                    },
                    transaction
                );
                return rows.Select(row => row.ToDelivery() with { LeasedUntil = until }).ToList();
            },
            cancellation
        );

    /// <summary>When the next row is due; null where none waits.</summary>
    public Task<Instant?> NextDueAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
                (await connection.QueryAsync<Instant>("select due_at from outbox where given_up_at is null order by due_at limit 1"))
                    .Cast<Instant?>()
                    .FirstOrDefault(),
            cancellation
        );

    /// <summary>Holds it for longer, where this try still holds it.</summary>
    public Task RenewAsync(Delivery delivery, Instant until, CancellationToken cancellation) =>
        database.WriteAsync(
            "update outbox set leased_until = @until where id = @Id and attempts = @Attempts and leased_until is not null",
            new
            {
                delivery.Id,
                delivery.Attempts,
                until,
            },
            cancellation
        );

    /// <summary>Lets go of every row: whoever held one has gone.</summary>
    public Task ReleaseAsync(CancellationToken cancellation) =>
        database.WriteAsync("update outbox set leased_until = null where leased_until is not null", new { }, cancellation);

    /// <summary>
    /// What waits for a place that there is no more: an address, a folder or a model that was taken out of the settings. A chat platform may come back.
    /// </summary>
    public Task<List<Delivery>> StrandedAsync(IReadOnlyCollection<string> places, Instant now, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
            {
                var rows = await connection.QueryAsync<Row>(
                    """
                    select id, platform, conversation, incident, payload, attempts, retries from outbox
                    where given_up_at is null and coalesces_as in ('publish', 'word') and (leased_until is null or leased_until < @now)
                      and not (platform in @places)
                    """,
                    new { now, places = new AnyOf(places) }
                );
                return rows.Select(row => row.ToDelivery()).ToList();
            },
            cancellation
        );

    public Task DoneAsync(Delivery delivery, CancellationToken cancellation) =>
        database.WriteAsync("delete from outbox where id = @Id", new { delivery.Id }, cancellation);

    // Only the try that still holds the row: one whose lease ran out has nothing to say any more.
    public Task RetryAsync(Delivery delivery, Instant at, string error, CancellationToken cancellation) =>
        database.WriteAsync(
            "update outbox set leased_until = null, due_at = @at, last_error = @error where id = @Id and attempts = @Attempts",
            new
            {
                delivery.Id,
                delivery.Attempts,
                at,
                error,
            },
            cancellation
        );

    /// <summary>Lets another one have it at once. What became of the try is not known, so it counts as one.</summary>
    public Task ReleaseAsync(Delivery delivery, CancellationToken cancellation) =>
        database.WriteAsync(
            "update outbox set leased_until = null where id = @Id and attempts = @Attempts",
            new { delivery.Id, delivery.Attempts },
            cancellation
        );

    // Nothing was tried, so it counts as no try.
    public Task PostponeAsync(Delivery delivery, Instant until, CancellationToken cancellation) =>
        database.WriteAsync(
            "update outbox set leased_until = null, due_at = @until, attempts = attempts - 1 where id = @Id and attempts = @Attempts",
            new
            {
                delivery.Id,
                delivery.Attempts,
                until,
            },
            cancellation
        );

    /// <summary>Makes one row of a post and of the posts that wait directly behind it, where these are more than a few.</summary>
    /// <remarks>Only for a first try: what may have been posted already must stay what it was.</remarks>
    public Task<Delivery> GatherAsync(Delivery first, int above, CancellationToken cancellation) =>
        database.WriteAsync(
            async transaction =>
            {
                var waiting = await transaction.Connection!.QueryAsync<Row>(
                    """
                    select p.id, p.platform, p.conversation, p.incident, p.payload, p.attempts, p.retries from outbox p join outbox f on f.id = @Id
                    where p.given_up_at is null and p.platform = f.platform and p.conversation = f.conversation and p.turn > f.turn
                    order by p.turn limit @most
                    """,
                    new { first.Id, most = MostGathered },
                    transaction
                );
                var posts = waiting
                    .Select(row => row.ToDelivery())
                    .TakeWhile(row => row is { Effect: PostToIncident, Attempts: 0 })
                    .ToList();
                if (posts.Count < above)
                {
                    // Where a lost answer has this happen twice, the row is the gathered one already.
                    var payload = await transaction.Connection!.QueryFirstOrDefaultAsync<string>(
                        "select payload from outbox where id = @Id",
                        new { first.Id },
                        transaction
                    );
                    return payload is null ? first : first with { Effect = JsonSerializer.Deserialize(payload, StoredJson.Effect)! };
                }

                var digest = new PostToIncident(Digest.Of([.. posts.Prepend(first).Select(row => ((PostToIncident)row.Effect).Card)]));
                await transaction.Connection!.ExecuteAsync(
                    "update outbox set payload = @payload where id = @Id",
                    new { first.Id, payload = JsonSerializer.Serialize<Effect>(digest, StoredJson.Effect) },
                    transaction
                );
                await transaction.Connection!.ExecuteAsync(
                    "delete from outbox where id in @ids",
                    new { ids = new AnyOf(posts.ConvertAll(row => row.Id)) },
                    transaction
                );
                return first with { Effect = digest };
            },
            cancellation
        );

    public Task GiveUpAsync(Delivery delivery, Instant at, string error, CancellationToken cancellation) =>
        database.WriteAsync(
            "update outbox set leased_until = null, given_up_at = @at, last_error = @error where id = @Id and attempts = @Attempts",
            new
            {
                delivery.Id,
                delivery.Attempts,
                at,
                error,
            },
            cancellation
        );

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Platform { get; init; }
        public required string Conversation { get; init; }
        public required long Incident { get; init; }
        public required string Payload { get; init; }
        public required long Attempts { get; init; }
        public required long Retries { get; init; }

        public Delivery ToDelivery() =>
            new(
                Id,
                Platform,
                Conversation,
                new IncidentId((int)Incident),
                JsonSerializer.Deserialize(Payload, StoredJson.Effect)!,
                (int)Attempts
            )
            {
                Retries = (int)Retries,
            };
    }
}
