using Dapper;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Retention;

/// <summary>Something that was done to the bot's own rows.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who did it, in words.</param>
/// <param name="What">What was done, in words; never what anybody said.</param>
/// <param name="HowMany">To how many rows.</param>
public sealed record Upkeep(Instant At, string By, string What, long HowMany);

/// <summary>The record of it.</summary>
public static class UpkeepLog
{
    /// <summary>Who did it, where it was the bot itself.</summary>
    public const string Bot = "IncidentBot";

    private const string Insert = "insert into upkeep (happened_at, by_name, what, how_many) values (@now, @by, @what, @howMany)";

    /// <summary>The latest, the newest first.</summary>
    public static Task<IReadOnlyList<Upkeep>> ListAsync(Database database, int most, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Upkeep>>(
            async connection =>
                [
                    .. (
                        await connection.QueryAsync<Row>(
                            """
                            select happened_at as HappenedAt, by_name as ByName, what, how_many as HowMany
                            from upkeep order by happened_at desc limit @most
                            """,
                            new { most }
                        )
                    ).Select(row => new Upkeep(row.HappenedAt, row.ByName, row.What, row.HowMany)),
                ],
            cancellation
        );

    internal static Task WriteAsync(Database database, Instant now, string by, string what, long howMany, CancellationToken cancellation) =>
        database.WriteAsync(Insert, Values(now, by, what, howMany), cancellation);

    /// <summary>The same inside the transaction that does it.</summary>
    internal static Task WriteAsync(System.Data.Common.DbTransaction transaction, Instant now, string by, string what, long howMany) =>
        transaction.Connection!.ExecuteAsync(Insert, Values(now, by, what, howMany), transaction);

    private static object Values(Instant now, string by, string what, long howMany) =>
        new
        {
            now,
            by,
            what,
            howMany,
        };

    private sealed record Row
    {
        public required Instant HappenedAt { get; init; }
        public required string ByName { get; init; }
        public required string What { get; init; }
        public required long HowMany { get; init; }
    }
}
