using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Memory.Words;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Memory.Patterns;

/// <summary>Reads the incidents of a time and what they have in common.</summary>
internal static class PatternRows
{
    // What a team has in a year; beyond that the newest tell enough.
    private const int Most = 500;

    /// <summary>Those that began since then, and have begun before another moment.</summary>
    public static Task<PatternReport> ReadAsync(Database database, Instant since, CancellationToken cancellation) =>
        database.ReadAsync(connection => ReadAsync(connection, since, database.Words), cancellation);

    private static async Task<PatternReport> ReadAsync(DbConnection connection, Instant since, Synonyms words)
    {
        var numbers = await connection.QueryAsync<long>(
            "select number from incidents where not drill and not private and started_at >= @since order by started_at desc limit @Most",
            new { since, Most }
        );
        var incidents = ImmutableArray.CreateBuilder<Incident>();
        foreach (var number in numbers)
        {
            if (await IncidentStore.LoadAsync(connection, null, new IncidentId((int)number)) is { } incident)
            {
                incidents.Add(incident);
            }
        }

        return new PatternReport(incidents, words);
    }
}
