using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Import;

/// <summary>Which document an incident was read from: written beside the event that says so, and asked before another one is read.</summary>
internal static class ImportRows
{
    private const string Insert = "insert into imported_documents (digest, source, incident, imported_at) values (@p0, @p1, @p2, @p3)";

    public static async Task InsertAsync(CommitUnit unit, Decided decided)
    {
        foreach (var recorded in decided.Events)
        {
            if (recorded.What is IncidentImported imported)
            {
                await unit.Statement(Insert)
                    .ExecuteAsync(imported.Digest, imported.Source, decided.After.Id.Number, TypeHandlers.ToParameter(recorded.RecordedAt));
            }
        }
    }

    /// <summary>The incident that the same words were imported as; null where they were not.</summary>
    public static Task<IncidentId?> FindAsync(Database database, string digest, CancellationToken cancellation) =>
        FindAsync(database, "select incident from imported_documents where digest = @digest", new { digest }, cancellation);

    /// <summary>The incident that the same document was imported as when it had other words; null where it was not.</summary>
    public static Task<IncidentId?> FindOlderAsync(Database database, string source, string title, CancellationToken cancellation) =>
        FindAsync(
            database,
            """
            select d.incident from imported_documents d join incidents i on i.number = d.incident
            where d.source = @source and i.title = @title order by d.incident limit 1
            """,
            new { source, title },
            cancellation
        );

    private static Task<IncidentId?> FindAsync(Database database, string sql, object parameters, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
                await connection.QuerySingleOrDefaultAsync<long?>(sql, parameters) is { } number
                    ? new IncidentId((int)number)
                    : (IncidentId?)null,
            cancellation
        );
}
