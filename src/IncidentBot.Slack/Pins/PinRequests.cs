using Dapper;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Slack.Pins;

/// <summary>A pin reaction that came or went, as Slack told it. <paramref name="HappenedAt"/> orders what one person did to one message.</summary>
internal sealed record PinRequest(string Id, string Channel, string Message, string Person, bool Added, string HappenedAt, int Attempts);

/// <summary>Pin reactions in the database: written before Slack is thanked, understood afterwards, kept for a week to know repetitions.</summary>
internal sealed class PinRequests(Database database, IClock clock)
{
    private static readonly Duration KeptFor = Duration.FromDays(7);

    /// <summary>Keeps one; one that is there already stays as it is.</summary>
    public Task AddAsync(PinRequest request, CancellationToken cancellation) =>
        database.WriteAsync(
            """
            insert into pin_requests (id, platform, channel, message, person, added, happened_at, received_at, due_at, attempts)
            values (@Id, 'slack', @Channel, @Message, @Person, @Added, @HappenedAt, @now, @now, 0)
            on conflict (id) do nothing
            """,
            Parameters(request),
            cancellation
        );

    /// <summary>Those that are due, as they came.</summary>
    public async Task<IReadOnlyList<PinRequest>> DueAsync(CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(
            connection =>
                connection.QueryAsync<Row>(
                    """
                    select id, channel, message, person, added, happened_at as HappenedAt, attempts from pin_requests
                    where done_at is null and due_at <= @now and platform = 'slack' order by received_at, id limit 50
                    """,
                    new { now = clock.GetCurrentInstant() }
                ),
            cancellation
        );
        return
        [
            .. rows.Select(row => new PinRequest(
                row.Id,
                row.Channel,
                row.Message,
                row.Person,
                row.Added,
                row.HappenedAt,
                (int)row.Attempts
            )),
        ];
    }

    /// <summary>Notes who has the reaction now, and says whether anybody has. Told in the wrong order, the later deed counts.</summary>
    public Task<bool> MarkAsync(PinRequest request, CancellationToken cancellation) =>
        database.WriteAsync(
            async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(
                    """
                    insert into pin_marks (platform, channel, message, person, present, happened_at)
                    values ('slack', @Channel, @Message, @Person, @Added, @HappenedAt)
                    on conflict (platform, channel, message, person) do update set present = excluded.present, happened_at = excluded.happened_at
                    where excluded.happened_at >= pin_marks.happened_at
                    """,
                    Parameters(request),
                    transaction
                );
                return await transaction.Connection!.ExecuteScalarAsync<long>(
                        "select count(*) from pin_marks where platform = 'slack' and channel = @Channel and message = @Message and present",
                        Parameters(request),
                        transaction
                    ) > 0;
            },
            cancellation
        );

    /// <summary>It was dealt with. What is older than a week is forgotten on the way.</summary>
    public Task DoneAsync(PinRequest request, CancellationToken cancellation) =>
        database.WriteAsync(
            async transaction =>
            {
                var now = clock.GetCurrentInstant();
                await transaction.Connection!.ExecuteAsync(
                    "update pin_requests set done_at = @now where id = @Id",
                    new { request.Id, now },
                    transaction
                );
                return await transaction.Connection!.ExecuteAsync(
                    "delete from pin_requests where done_at < @old",
                    new { old = now - KeptFor },
                    transaction
                );
            },
            cancellation
        );

    /// <summary>Not now: again later.</summary>
    public Task PostponeAsync(PinRequest request, Duration pause, CancellationToken cancellation) =>
        database.WriteAsync(
            "update pin_requests set attempts = attempts + 1, due_at = @due where id = @Id",
            new { request.Id, due = clock.GetCurrentInstant() + pause },
            cancellation
        );

    private object Parameters(PinRequest request) =>
        new
        {
            request.Id,
            request.Channel,
            request.Message,
            request.Person,
            request.Added,
            request.HappenedAt,
            now = clock.GetCurrentInstant(),
        };

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Channel { get; init; }
        public required string Message { get; init; }
        public required string Person { get; init; }
        public required bool Added { get; init; }
        public required string HappenedAt { get; init; }
        public required long Attempts { get; init; }
    }
}
