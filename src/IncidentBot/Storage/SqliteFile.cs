using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;

namespace IncidentBot.Storage;

/// <summary>What an examined SQLite file turned out to be. <paramref name="Problem"/> is a sentence, null where the file is sound.</summary>
/// <param name="Problem">What is wrong with it and what to do.</param>
/// <param name="Version">The version of its tables; 0 where it is not the bot's.</param>
/// <param name="Incidents">How many incidents are in it.</param>
/// <param name="Events">How many events are in it.</param>
public sealed record SqliteFindings(string? Problem, int Version = 0, long Incidents = 0, long Events = 0);

/// <summary>A SQLite database as a file: examined, copied while the bot runs, and put in the place of another.</summary>
public static class SqliteFile
{
    /// <summary>What a database is made of on the disk, its log first: what is behind its file's name.</summary>
    internal static readonly ImmutableArray<string> Suffixes = ["-wal", "-shm", ""];

    private const int Locked = 5;

    /// <summary>Looks whether a file is a sound database of the bot; changes nothing in it.</summary>
    public static async Task<SqliteFindings> ExamineAsync(string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
        {
            return new SqliteFindings($"There is no file {file}.");
        }

        try
        {
            await using var connection = await OpenAsync(file, SqliteOpenMode.ReadOnly, cancellation);
            var verdict = await connection.ExecuteScalarAsync<string>("pragma integrity_check(1)");
            if (verdict != "ok")
            {
                return new SqliteFindings($"{file} is damaged ({verdict}). Use another backup.");
            }

            var isOurs = await connection.ExecuteScalarAsync<long>(
                "select count(*) from sqlite_master where type = 'table' and name in ('schema_versions', 'incident_events')"
            );
            return isOurs == 2 ? await CountAsync(file, connection) : new SqliteFindings($"{file} is no database of IncidentBot.");
        }
        catch (SqliteException exception)
        {
            return new SqliteFindings($"{file} cannot be read as a database ({exception.Message.TrimEnd('.')}).");
        }
    }

    /// <summary>Copies a database to a new file, while others read and write it: the copy is one moment of it, checked, in one file.</summary>
    /// <exception cref="StorageUnavailableException">It could not; the message says why, and no half file is left.</exception>
    public static async Task<SqliteFindings> BackUpAsync(string from, string to, CancellationToken cancellation)
    {
        var half = to + ".part";
        try
        {
            File.Delete(half);
            await using (var source = await OpenAsync(from, SqliteOpenMode.ReadWrite, cancellation))
            await using (var copy = await OpenAsync(half, SqliteOpenMode.ReadWriteCreate, cancellation))
            {
                source.BackupDatabase(copy);
                await copy.ExecuteAsync("pragma journal_mode = delete");
            }

            var findings = await ExamineAsync(half, cancellation);
            if (findings.Problem is { } problem)
            {
                throw new StorageUnavailableException($"The copy is not sound, so it was thrown away: {problem}");
            }

            File.Move(half, to, overwrite: true);
            return findings;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"{to} could not be written: {exception.Message}", exception);
        }
        finally
        {
            File.Delete(half);
        }
    }

    /// <summary>Moves a database out of the way, whole and in one file. False where a program has it open: then nothing was done.</summary>
    /// <exception cref="StorageUnavailableException">The file cannot be moved.</exception>
    public static async Task<bool> TrySetAsideAsync(string file, string aside, CancellationToken cancellation)
    {
        try
        {
            await using (var connection = await OpenAsync(file, SqliteOpenMode.ReadWrite, cancellation))
            {
                // Leaving WAL mode needs the file for oneself, and brings what is in the log into it.
                if (await connection.ExecuteScalarAsync<string>("pragma journal_mode = delete") != "delete")
                {
                    return false;
                }
            }

            File.Move(file, aside, overwrite: false);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == Locked)
        {
            return false;
        }
        catch (SqliteException)
        {
            // Too damaged to be opened, which is a reason to restore: it is kept with its log.
            MoveWithLog(file, aside);
        }
        catch (IOException exception)
        {
            throw new StorageUnavailableException($"{file} could not be moved to {aside}: {exception.Message}", exception);
        }

        return true;
    }

    /// <summary>Closes the connections that are kept for later, so that a file can be moved or deleted. Those in use stay.</summary>
    public static void LetGo() => SqliteConnection.ClearAllPools();

    /// <summary>Reads a sound file of this bot's version; changes nothing in it.</summary>
    public static async Task<T> ReadAsync<T>(
        string file,
        Func<System.Data.Common.DbConnection, Task<T>> read,
        CancellationToken cancellation
    )
    {
        TypeHandlers.Register();
        await using var connection = await OpenAsync(file, SqliteOpenMode.ReadOnly, cancellation);
        return await read(connection);
    }

    private static void MoveWithLog(string file, string aside)
    {
        foreach (var suffix in Suffixes)
        {
            if (File.Exists(file + suffix))
            {
                File.Move(file + suffix, aside + suffix, overwrite: false);
            }
        }
    }

    private static async Task<SqliteFindings> CountAsync(string file, SqliteConnection connection)
    {
        var version = await connection.ExecuteScalarAsync<int>("select coalesce(max(version), 0) from schema_versions");
        if (version > SchemaVersion.Newest)
        {
            return new SqliteFindings(
                $"{file} was written by a newer bot (version {version}; this one knows versions up to {SchemaVersion.Newest}). Use that newer bot.",
                version
            );
        }

        var incidents = await connection.ExecuteScalarAsync<long>("select count(distinct incident) from incident_events");
        var events = await connection.ExecuteScalarAsync<long>("select count(*) from incident_events");
        return new SqliteFindings(null, version, incidents, events);
    }

    private static async Task<SqliteConnection> OpenAsync(string file, SqliteOpenMode mode, CancellationToken cancellation)
    {
        SQLitePCL.Batteries_V2.Init();
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 2,
        }.ToString();
        var connection = new SqliteConnection(text);
        await connection.OpenAsync(cancellation);
        return connection;
    }
}
