using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>A table that was copied, and how many rows are in it.</summary>
public sealed record CopiedTable(string Name, long Rows);

/// <summary>
/// Copies what a SQLite file holds to an empty PostgreSQL database: table by table, row by row, in one transaction. Before that is
/// committed, every table is read back and compared with its source, by the number of rows and by what is in them.
/// </summary>
public static class StoreCopy
{
    // These say what the copy itself has done.
    private const string Versions = "schema_versions";

    /// <summary>Copies. Nobody may write to the file meanwhile.</summary>
    /// <param name="file">The SQLite file; it must be sound and of this program's version.</param>
    /// <param name="to">The database to fill.</param>
    /// <param name="told">Told of each table once it is copied.</param>
    /// <param name="cancellation">Ends it; nothing is left behind but empty tables.</param>
    /// <exception cref="StorageUnavailableException">It could not be copied; the message says why. Nothing was copied.</exception>
    public static async Task CopyAsync(string file, PostgresDialect to, Action<CopiedTable> told, CancellationToken cancellation)
    {
        var found = await SqliteFile.ExamineAsync(file, cancellation);
        if ((found.Problem ?? Unlike(file, found.Version)) is { } problem)
        {
            throw new StorageUnavailableException(problem);
        }

        try
        {
            // Makes the tables.
            await (await Database.OpenAsync(to, cancellation)).DisposeAsync();

            await using var source = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = file,
                    Mode = SqliteOpenMode.ReadWrite,
                    Pooling = false,
                }.ToString()
            );
            await source.OpenAsync(cancellation);
            // Nobody else writes while this is open.
            await using var still = source.BeginTransaction(deferred: false);
            await using var connection = (NpgsqlConnection)to.Connect();
            await connection.OpenAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await CopyAsync(source, connection, told, cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (SqliteException exception)
        {
            throw new StorageUnavailableException(
                $"{file} cannot be read while another program writes to it. Stop the bot first.",
                exception
            );
        }
        catch (Exception exception) when (to.Unavailable(exception) is { } sentence)
        {
            throw new StorageUnavailableException($"{to.Place}: {sentence}", exception);
        }
        catch (PostgresException exception)
        {
            throw new StorageUnavailableException(
                $"{to.Place} did not take it, and nothing was copied: {exception.MessageText}.",
                exception
            );
        }
    }

    private static string? Unlike(string file, int version) =>
        version == SchemaVersion.Newest
            ? null
            : $"{file} is of version {version}, this bot's is {SchemaVersion.Newest}. Start this bot on it once, then copy it.";

    private static async Task CopyAsync(
        SqliteConnection source,
        NpgsqlConnection target,
        Action<CopiedTable> told,
        CancellationToken cancellation
    )
    {
        var tables = await TablesAsync(source, target);
        foreach (var table in tables)
        {
            // What a migration put into a new database is in the file as well, as it has become.
            await RefuseUsedAsync(target, table);
            await target.ExecuteAsync($"delete from {table.Name}");
        }

        foreach (var table in tables)
        {
            var sent = await SendAsync(source, target, table, cancellation);
            var arrived = await ReadBackAsync(target, table, cancellation);
            if (sent != arrived)
            {
                throw new StorageUnavailableException(
                    $"The table {table.Name} did not arrive as it was ({sent.Rows} rows sent, {arrived.Rows} found), and nothing was copied."
                );
            }

            told(new CopiedTable(table.Name, sent.Rows));
        }

        await GoOnCountingAsync(target);
    }

    // Both have the same tables, but for those that only one product needs for searching.
    private static async Task<List<Table>> TablesAsync(SqliteConnection source, NpgsqlConnection target)
    {
        var columns = await target.QueryAsync<(string Table, string Column, string Type)>(
            """
            select c.table_name, c.column_name, c.data_type from information_schema.columns c
            join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
            where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
            order by c.table_name, c.ordinal_position
            """
        );
        var there = (await source.QueryAsync<string>("select name from sqlite_master where type = 'table'")).ToHashSet(
            StringComparer.Ordinal
        );
        return
        [
            .. columns
                .GroupBy(column => column.Table, StringComparer.Ordinal)
                .Where(table => table.Key != Versions && there.Contains(table.Key))
                .Select(table => new Table(table.Key, [.. table.Select(column => new CopiedColumn(column.Column, column.Type))])),
        ];
    }

    // What the database counts itself goes on behind what was copied.
    private static async Task GoOnCountingAsync(NpgsqlConnection target)
    {
        var counted = await target.QueryAsync<(string Table, string Column)>(
            "select table_name, column_name from information_schema.columns where table_schema = current_schema() and is_identity = 'YES'"
        );
        foreach (var (table, column) in counted.ToList())
        {
            await target.ExecuteAsync(
                $"select setval(pg_get_serial_sequence('{table}', '{column}'), (select coalesce(max({column}), 0) + 1 from {table}), false)"
            );
        }
    }

    private static async Task RefuseUsedAsync(NpgsqlConnection target, Table table)
    {
        // A new database counts its incidents from nothing; whoever has used it has counted or said something.
        var condition = table.Name == "counters" ? "value <> 0" : "true";
        if (await target.ExecuteScalarAsync<bool>($"select exists (select 1 from {table.Name} where {condition})"))
        {
            throw new StorageUnavailableException(
                $"The database is not empty ({table.Name} has rows), and nothing was copied. Create an empty one and name that."
            );
        }
    }

    private static async Task<Contents> SendAsync(
        SqliteConnection source,
        NpgsqlConnection target,
        Table table,
        CancellationToken cancellation
    )
    {
        var contents = new Contents();
        await using var command = source.CreateCommand();
        command.CommandText = $"select {table.Columns} from {table.Name}";
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await using var writer = await target.BeginBinaryImportAsync(
            $"copy {table.Name} ({table.Columns}) from stdin (format binary)",
            cancellation
        );
        while (await reader.ReadAsync(cancellation))
        {
            await writer.StartRowAsync(cancellation);
            contents.BeginRow();
            for (var i = 0; i < table.Parts.Count; i++)
            {
                var value = table.Parts[i].Read(reader, i);
                contents.Add(value);
                await (value is null ? writer.WriteNullAsync(cancellation) : writer.WriteAsync(value, table.Parts[i].Kind, cancellation));
            }

            contents.EndRow();
        }

        await writer.CompleteAsync(cancellation);
        return contents;
    }

    private static async Task<Contents> ReadBackAsync(NpgsqlConnection target, Table table, CancellationToken cancellation)
    {
        var contents = new Contents();
        await using var command = target.CreateCommand();
        command.CommandText = $"select {table.Columns} from {table.Name}";
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            contents.BeginRow();
            for (var i = 0; i < table.Parts.Count; i++)
            {
                contents.Add(table.Parts[i].Read(reader, i));
            }

            contents.EndRow();
        }

        return contents;
    }

    private sealed record Table(string Name, IReadOnlyList<CopiedColumn> Parts)
    {
        public string Columns => string.Join(", ", Parts.Select(part => part.Name));
    }
}
