using System.Data.Common;
using Dapper;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.People;

/// <summary>What a platform knows of somebody now.</summary>
/// <param name="Person">Who, and their name.</param>
/// <param name="ZoneId">Their zone, a NodaTime id; empty where it is not known.</param>
/// <param name="AskedAt">When the platform was asked.</param>
/// <param name="HasLeft">Whether they have left the workspace.</param>
public sealed record Acquaintance(Person Person, string ZoneId, Instant AskedAt, bool HasLeft = false)
{
    /// <summary>It is a user group of the platform.</summary>
    public bool IsGroup { get; init; }
}

/// <summary>Keeps what is known of people. Where somebody has moved or left, the reminders of their tasks are reckoned anew.</summary>
public static class PeopleRows
{
    private const string Upsert = """
        insert into people (id, name, zone, seen_at, left_at, is_group) values (@id, @name, @zone, @now, @left, @isGroup)
        on conflict (id) do update set name = excluded.name, zone = excluded.zone, seen_at = excluded.seen_at, is_group = excluded.is_group,
            left_at = case when excluded.left_at is null then null else coalesce(people.left_at, excluded.left_at) end
        """;

    // A due time is only a hint: asked now, each task reckons its own anew.
    private const string Reckon = """
        insert into wakeups (incident, kind, number, due_at)
        select t.incident, 2, t.number, @now from corrective_tasks t join incidents i on i.number = t.incident
        where t.owner_id = @id and t.state = 'open' and not i.drill
        on conflict (incident, kind, number) do update set due_at = excluded.due_at
        """;

    /// <summary>Writes them, inside a transaction.</summary>
    public static async Task KeepAsync(DbTransaction transaction, IEnumerable<Acquaintance> people)
    {
        var connection = transaction.Connection!;
        foreach (var known in people)
        {
            var parameters = new
            {
                id = known.Person.Id,
                name = known.Person.Name,
                zone = known.ZoneId,
                now = known.AskedAt,
                isGroup = known.IsGroup,
                left = known.HasLeft ? known.AskedAt : (Instant?)null,
            };
            var before = await connection.QueryFirstOrDefaultAsync<Row>(
                "select zone, left_at as LeftAt from people where id = @id",
                parameters,
                transaction
            );
            await connection.ExecuteAsync(Upsert, parameters, transaction);
            if (before is not null && (before.Zone != known.ZoneId || before.LeftAt is not null != known.HasLeft))
            {
                await connection.ExecuteAsync(Reckon, parameters, transaction);
            }
        }
    }

    /// <summary>Whom the bot knows on a platform and who is still there.</summary>
    internal static async Task<IReadOnlyList<Known>> ListAsync(Database database, string platform, CancellationToken cancellation) =>
        [
            .. (
                await database.ReadAsync(
                    connection =>
                        connection.QueryAsync<KnownRow>(
                            "select id, name, is_group as IsGroup from people where id like @those and left_at is null order by name, id",
                            new { those = platform + ":%" }
                        ),
                    cancellation
                )
            ).Select(row => new Known(new Person(row.Id, row.Name), row.IsGroup)),
        ];

    private sealed record KnownRow
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required bool IsGroup { get; init; }
    }

    private sealed record Row
    {
        public required string Zone { get; init; }
        public Instant? LeftAt { get; init; }
    }
}
