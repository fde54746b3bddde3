using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Memory;

/// <summary>
/// Chooses the terms of all past incidents anew where the words that mean the same, or the bot's way of choosing, have changed since they were
/// written. A hundred at a time, so that others may write in between; whatever cuts it off, the next start begins it again.
/// </summary>
internal sealed class MemoryRebuild(Database database)
{
    // Changes with the weights of MemoryDocument and with the words that count for nothing.
    private const int Version = 3;
    private const int AtOnce = 100;

    private const string Delete = "delete from memory_terms where incident = @p0";
    private const string Remember =
        "insert into memory_words (id, digest) values (1, @p0) on conflict (id) do update set digest = excluded.digest";

    /// <summary>Does it where it has to be done; false where nothing has changed.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var digest = Digest();
        var known = await database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<string>("select digest from memory_words where id = 1"),
            cancellation
        );
        if (known == digest)
        {
            return false;
        }

        for (var last = 0; await NextAsync(last, cancellation) is { Count: > 0 } numbers; last = numbers[^1])
        {
            await database.WriteInUnitAsync(unit => WriteAsync(unit, numbers), cancellation);
        }

        await database.WriteInUnitAsync(
            async unit =>
            {
                await unit.Statement(Remember).ExecuteAsync(digest);
                return true;
            },
            cancellation
        );
        return true;
    }

    private Task<List<int>> NextAsync(int last, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
                (
                    await connection.QueryAsync<long>(
                        "select number from incidents where number > @last order by number limit @AtOnce",
                        new { last, AtOnce }
                    )
                )
                    .Select(number => (int)number)
                    .ToList(),
            cancellation
        );

    private static async Task<bool> WriteAsync(CommitUnit unit, List<int> numbers)
    {
        foreach (var number in numbers)
        {
            await unit.Statement(Delete).ExecuteAsync(number);
            if (await IncidentStore.LoadAsync(unit.Transaction.Connection!, unit.Transaction, new IncidentId(number)) is { } incident)
            {
                await MemoryRows.WriteAsync(unit, null, incident);
            }
        }

        return true;
    }

    private string Digest() =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(Version.ToString(CultureInfo.InvariantCulture) + "\n" + database.Words.Digestible))
        );
}
