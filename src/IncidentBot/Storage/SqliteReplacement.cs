using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace IncidentBot.Storage;

/// <summary>Puts a backup's content in the place of a database's while a bot works with it: what is acknowledged before is in the copy that is kept, what comes after is in the new one.</summary>
/// <remarks>
/// One transaction holds everybody who writes, from before the old content is copied until the new one is committed; they wait meanwhile. A bot
/// that has the database open sees the row in <c>restorations</c> and forgets what it knew.
/// </remarks>
public static class SqliteReplacement
{
    private const int Seconds = 10;

    private const string Missing = """
        select sql from backup.sqlite_master where sql is not null and name not in (select name from main.sqlite_master) order by type desc
        """;
    private const string Tables = """
        select here.name, (select group_concat('"' || name || '"', ', ') from pragma_table_info(here.name, 'backup')) as columns
        from main.sqlite_master here where here.type = 'table' and here.name not like 'sqlite@_%' escape '@' order by here.name
        """;

    /// <summary>Replaces.</summary>
    /// <param name="from">The backup, of this bot's version or an older one; it is not changed.</param>
    /// <param name="live">The database that is in use.</param>
    /// <param name="aside">Where its present content is kept.</param>
    /// <param name="at">The time it is.</param>
    /// <param name="cancellation">Gives up, until the last moment.</param>
    /// <exception cref="StorageUnavailableException">Nothing was restored; the message says why.</exception>
    public static async Task RunAsync(string from, string live, string aside, Instant at, CancellationToken cancellation)
    {
        if (
            (await SqliteFile.ExamineAsync(live, cancellation)) is not { Problem: null, Version: var version }
            || version != SchemaVersion.Newest
        )
        {
            throw new StorageUnavailableException(
                $"{live} is in use by a bot of another version, and nothing was restored. Stop the bot, then restore again."
            );
        }

        var ready = live + ".restoring";
        try
        {
            await SqliteFile.BackUpAsync(from, ready, cancellation);
            await MigrateAsync(ready, cancellation);
            await ReplaceAsync(ready, live, aside, at, cancellation);
        }
        catch (SqliteException exception)
        {
            throw new StorageUnavailableException($"Nothing was restored: {exception.Message}", exception);
        }
        finally
        {
            foreach (var suffix in SqliteFile.Suffixes)
            {
                File.Delete(ready + suffix);
            }
        }
    }

    private static async Task MigrateAsync(string file, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(new SqliteDialect(file), cancellation);
    }

    private static async Task ReplaceAsync(string ready, string live, string aside, Instant at, CancellationToken cancellation)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = live,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            ForeignKeys = false,
            DefaultTimeout = Seconds,
        };
        await using var connection = new SqliteConnection(text.ToString());
        await connection.OpenAsync(cancellation);
        await connection.ExecuteAsync("attach @ready as backup", new { ready });
        await using var transaction = connection.BeginTransaction(deferred: false);
        await SqliteFile.BackUpAsync(live, aside, cancellation);
        foreach (var sql in await connection.QueryAsync<string>(Missing, null, transaction))
        {
            await connection.ExecuteAsync(sql, null, transaction);
        }

        // What the backup knows nothing of is empty afterwards.
        foreach (var (table, columns) in await connection.QueryAsync<(string, string?)>(Tables, null, transaction))
        {
            await connection.ExecuteAsync($"delete from main.\"{table}\"", null, transaction);
            if (columns is not null)
            {
                await connection.ExecuteAsync(
                    $"insert into main.\"{table}\" ({columns}) select {columns} from backup.\"{table}\"",
                    null,
                    transaction
                );
            }
        }

        await connection.ExecuteAsync(
            "insert into main.restorations (turn, id, restored_at) select coalesce(max(turn), 0) + 1, @id, @at from main.restorations",
            new { id = Guid.NewGuid().ToString("N"), at },
            transaction
        );
        await transaction.CommitAsync(cancellation);
    }
}
