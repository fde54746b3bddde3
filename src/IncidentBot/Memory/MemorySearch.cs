using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Memory.Words;
using IncidentBot.Storage;

namespace IncidentBot.Memory;

/// <summary>Looks for past incidents that resemble a text.</summary>
/// <remarks>
/// The rarest terms choose who is looked at, as far as a few thousand rows reach; the common ones only count for those. So a question costs
/// about the same however many incidents there are.
/// </remarks>
internal sealed class MemorySearch(Database database)
{
    private const int MostRows = 5_000;
    private const int MostCandidates = 200;

    // SQLite takes 500 queries in one, and a journey to a server costs more than most of these.
    private const int MostCountedAtOnce = 100;

    /// <summary>The nearest, best first; empty where nothing is near enough.</summary>
    /// <param name="text">What is asked by.</param>
    /// <param name="except">The incident that asks; null for none.</param>
    /// <param name="least">How near it has to be, see <see cref="Recall"/>.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ImmutableArray<Recalled>> FindAsync(
        string text,
        IncidentId? except,
        double least,
        int most,
        CancellationToken cancellation
    )
    {
        var terms = Terms.Of(text, database.Words).Distinct(StringComparer.Ordinal).ToList();
        return terms.Count == 0
            ? []
            : await database.ReadAsync<ImmutableArray<Recalled>>(
                async connection =>
                {
                    var counts = await CountAsync(connection, terms);
                    var remembered = await connection.ExecuteScalarAsync<long>("select coalesce(max(number), 0) from incidents");
                    var question = Recall.Question(counts, remembered, database.Words);
                    var postings = await PostingsAsync(connection, question);
                    return [.. Recall.Rank(question, postings.Where(posting => posting.Incident != except?.Number), least).Take(most)];
                },
                cancellation
            );
    }

    // Beyond so many rows it is all the same how many there are: such a term chooses nobody.
    private static async Task<Dictionary<string, long>> CountAsync(DbConnection connection, List<string> terms)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var chunk in terms.Chunk(MostCountedAtOnce))
        {
            var parameters = new DynamicParameters(new { most = MostRows });
            for (var i = 0; i < chunk.Length; i++)
            {
                parameters.Add($"term{i}", chunk[i]);
            }

            var count = string.Join(" union all ", chunk.Select((_, i) => CountOf(i)));
            foreach (var (place, incidents) in await connection.QueryAsync<(long Place, long Incidents)>(count, parameters))
            {
                counts[chunk[place]] = incidents;
            }
        }

        return counts;
    }

    private static string CountOf(int place) =>
        $"""
            select {place} as place,
                (select count(*) from (select 1 from memory_terms where term = @term{place} limit @most) counted{place}) as incidents
            """;

    private static async Task<List<(string Term, int Incident, double Weight)>> PostingsAsync(
        DbConnection connection,
        ImmutableArray<QuestionTerm> question
    )
    {
        var rows = 0L;
        var choosing = question
            .Where(term => term.Incidents is > 0 and < MostRows)
            .OrderBy(term => term.Incidents)
            .TakeWhile(term => (rows += term.Incidents) <= MostRows)
            .ToList();
        var chosen = choosing.Count == 0 ? [] : await ReadAsync(connection, choosing, null);
        var others = question.Where(term => term.Incidents > 0).Except(choosing).ToList();
        if (others.Count == 0)
        {
            return chosen;
        }

        var tells = choosing.ToDictionary(term => term.Term, term => term.Tells, StringComparer.Ordinal);
        var candidates = chosen
            .GroupBy(posting => posting.Incident)
            .OrderByDescending(incident => incident.Sum(posting => tells[posting.Term] * posting.Weight))
            .ThenByDescending(incident => incident.Key)
            .Take(MostCandidates)
            .Select(incident => incident.Key)
            .ToHashSet();
        return [.. chosen.Where(posting => candidates.Contains(posting.Incident)), .. await ReadAsync(connection, others, candidates)];
    }

    private static async Task<List<(string Term, int Incident, double Weight)>> ReadAsync(
        DbConnection connection,
        List<QuestionTerm> terms,
        IEnumerable<int>? candidates
    )
    {
        var rows = await connection.QueryAsync<Row>(
            "select term, incident, weight from memory_terms where term in @terms"
                + (candidates is null ? "" : " and incident in @candidates"),
            new
            {
                terms = new AnyOf(terms.Select(term => term.Term)),
                candidates = new AnyOf((candidates ?? []).Select(number => (object)number)),
            }
        );
        return [.. rows.Select(row => (row.Term, (int)row.Incident, row.Weight))];
    }

    private sealed record Row
    {
        public required string Term { get; init; }
        public required long Incident { get; init; }
        public required double Weight { get; init; }
    }
}
