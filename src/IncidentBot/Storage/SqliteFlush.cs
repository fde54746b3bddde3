using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace IncidentBot.Storage;

/// <summary>
/// Brings SQLite's write-ahead log to the disk beside the writer, as SQLite does itself at each commit where <c>synchronous</c> is <c>full</c>: the
/// writer goes on meanwhile, and one wait serves all who committed before it.
/// </summary>
/// <remarks>
/// https://www.sqlite.org/wal.html: a commit is in the log; the log is brought to the disk before it is copied into the database. The connection
/// keeps the log's file the one that the others write to: the last one to close removes it.
/// </remarks>
internal sealed class SqliteFlush : FlushSession
{
    private readonly SqliteConnection _connection;
    private readonly SafeFileHandle _log;
    private readonly Action _failed;
    private bool _isOpen = true;

    private SqliteFlush(SqliteConnection connection, SafeFileHandle log, Action failed)
    {
        _connection = connection;
        _log = log;
        _failed = failed;
    }

    public override bool IsOpen => _isOpen;

    /// <param name="connection">A connection of its own, not yet open.</param>
    /// <param name="anew">
    /// Whether a wait failed before. What a disk did not take it may say to have, when asked again: so everything is written once more first, from the
    /// log into the database.
    /// </param>
    /// <param name="failed">Told where a wait fails.</param>
    /// <exception cref="SqliteException">The disk is still broken.</exception>
    /// <exception cref="StorageUnavailableException">The log cannot be opened, or somebody holds it for too long.</exception>
    public static async Task<FlushSession> OpenAsync(SqliteConnection connection, bool anew, Action failed)
    {
        try
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = anew
                ? "pragma synchronous = full; pragma wal_checkpoint(truncate)"
                : "select count(*) from sqlite_master";
            var busy = await command.ExecuteScalarAsync();
            if (anew && busy is not 0L)
            {
                throw new StorageUnavailableException("The bot's database is in use by another program. Send it again in a moment.");
            }

            var log = File.OpenHandle(
                connection.DataSource + "-wal",
                FileMode.Open,
                FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete
            );
            return new SqliteFlush(connection, log, failed);
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync();
            throw exception is IOException or UnauthorizedAccessException
                ? new StorageUnavailableException(
                    "The bot's database cannot be reached on its disk. Ask whoever runs the bot to look at the disk, then send it again.",
                    exception
                )
                : exception;
        }
    }

    public override Task FlushAsync()
    {
        try
        {
            RandomAccess.FlushToDisk(_log);
            return Task.CompletedTask;
        }
        catch (Exception)
        {
            _isOpen = false;
            _failed();
            throw;
        }
    }

    public override ValueTask DisposeAsync()
    {
        _isOpen = false;
        _log.Dispose();
        return _connection.DisposeAsync();
    }
}
