using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Postmortems.Publishing;

/// <summary>Keeps what is published, in the commit that publishes it.</summary>
internal static class PublishedRows
{
    private const string Insert = """
        insert into published_postmortems (incident, version, published_at, published_by, markdown, html, json)
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
        """;

    private const string Select = """
        select version, published_at as PublishedAt, published_by as PublishedBy, markdown, html, json
        from published_postmortems where incident = @incident
        """;

    public static async Task InsertAsync(CommitUnit unit, Decided decided, PostmortemOptions options)
    {
        foreach (var recorded in decided.Events.Where(recorded => recorded.What is PostmortemPublished))
        {
            var published = PublishedVersion.Of(decided.After, decided.After.FindEntry(recorded.Number)!, options);
            await unit.Statement(Insert)
                .ExecuteAsync(
                    decided.After.Id.Number,
                    published.Version,
                    TypeHandlers.ToParameter(published.PublishedAt),
                    published.PublishedBy,
                    published.Markdown,
                    published.Html,
                    published.Json
                );
        }
    }

    /// <summary>A version; null where it is none, or is older than what is kept.</summary>
    public static Task<PublishedVersion?> FindAsync(Database database, IncidentId id, int version, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
                (
                    await connection.QueryFirstOrDefaultAsync<Row>(
                        Select + " and version = @version",
                        new { incident = id.Number, version }
                    )
                )?.ToVersion(),
            cancellation
        );

    private sealed record Row
    {
        public required long Version { get; init; }
        public required Instant PublishedAt { get; init; }
        public required string PublishedBy { get; init; }
        public required string Markdown { get; init; }
        public required string Html { get; init; }
        public required string Json { get; init; }

        public PublishedVersion ToVersion() => new((int)Version, PublishedAt, PublishedBy, Markdown, Html, Json);
    }
}
