using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.People;

/// <summary>Reads where people are, by their ids. Whoever is not in the book is not in the answer.</summary>
internal static class WhereaboutsRows
{
    public static async Task<IReadOnlyDictionary<string, Whereabouts>> ReadAsync(
        DbConnection connection,
        DbTransaction? transaction,
        IEnumerable<Person> who
    )
    {
        var ids = who.Select(person => person.Id).ToList();
        if (ids.Count == 0)
        {
            return ImmutableDictionary<string, Whereabouts>.Empty;
        }

        var rows = await connection.QueryAsync<Row>(
            "select id, zone, left_at as LeftAt from people where id in @ids",
            new { ids = new AnyOf(ids) },
            transaction
        );
        return rows.ToDictionary(row => row.Id, row => new Whereabouts(row.Zone, row.LeftAt is not null), StringComparer.Ordinal);
    }

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Zone { get; init; }
        public Instant? LeftAt { get; init; }
    }
}
