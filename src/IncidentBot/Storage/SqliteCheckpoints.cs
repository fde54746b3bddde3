using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace IncidentBot.Storage;

/// <summary>
/// Brings what is in SQLite's write-ahead log into the database file, beside the writer: where the writer does it itself, everybody whose
/// command comes just then waits for it.
/// </summary>
/// <remarks>
/// A passive checkpoint stops nobody. While writes never pause, it does not catch up with the log's very end, so the log is not begun anew;
/// the writer's own checkpoint, at <see cref="MostPages"/>, has only that rest to do.
/// </remarks>
internal sealed class SqliteCheckpoints(Func<SqliteConnection> connect) : IAsyncDisposable
{
    /// <summary>How long the log may get before the writer helps: 32 MB in pages of 4 KiB.</summary>
    public const int MostPages = 8_000;

    private const int CommitsBetween = 50;

    private readonly SemaphoreSlim _wanted = new(0, 1);
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;
    private SqliteConnection? _connection;
    private int _commits;

    /// <summary>A transaction was committed. Called by the one writer.</summary>
    public void OnCommitted()
    {
        if (++_commits < CommitsBetween || _wanted.CurrentCount > 0)
        {
            return;
        }

        _commits = 0;
        if (_connection is null)
        {
            _connection = connect();
            _loop = Task.Run(RunAsync);
        }

        _wanted.Release();
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _loop;
        await (_connection?.DisposeAsync() ?? ValueTask.CompletedTask);
        _wanted.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await _connection!.OpenAsync(_stopping.Token);
            await using var command = _connection.CreateCommand();
            command.CommandText = "pragma wal_checkpoint(passive)";
            while (true)
            {
                await _wanted.WaitAsync(_stopping.Token);
                await command.ExecuteNonQueryAsync(_stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The bot stops.
        }
        catch (SqliteException exception)
        {
            // The writer goes on, meets the same trouble if it is one, and says so to those who wait.
            Trace.TraceWarning($"No more checkpoints beside the writer: {exception.Message}");
        }
    }
}
