using System.Data;
using System.Data.Common;

namespace IncidentBot.Storage;

/// <summary>Waits for a server's disk: one wait for all whose commits came meanwhile, beside the commits that come next.</summary>
/// <remarks>
/// A commit that did not wait is seen by others at once, so what it locked is free again; but where the server crashes it is gone, as is all
/// that went on from it. The wait is on a session that was there before the commit: had the server crashed in between, it would be broken.
/// </remarks>
internal sealed class SharedFlush(Dialect dialect, string statement) : IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly Lock _lock = new();
    private List<(DbConnection Session, TaskCompletionSource Done)> _waiting = [];
    private DbConnection? _session;
    private Task _loop = Task.CompletedTask;

    /// <summary>The session to wait on. To be asked for before the commit.</summary>
    public async ValueTask<DbConnection> SessionAsync()
    {
        if (Current is { } session)
        {
            return session;
        }

        await _opening.WaitAsync();
        try
        {
            if (Current is { } opened)
            {
                return opened;
            }

            var connection = dialect.Connect();
            await connection.OpenAsync();
            lock (_lock)
            {
                return _session = connection;
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Done once everything is on the disk that was committed before this was called.</summary>
    /// <param name="session">The one from before the commit.</param>
    /// <exception cref="DbException">The session is lost: nobody knows what the disk has.</exception>
    public Task WaitAsync(DbConnection session)
    {
        // Whoever waits goes on elsewhere: the next flush must not wait for their work.
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((session, done));
            if (_loop.IsCompleted)
            {
                _loop = Task.Run(RunAsync);
            }
        }

        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _loop;
        await (_session?.DisposeAsync() ?? ValueTask.CompletedTask);
        _opening.Dispose();
    }

    private DbConnection? Current
    {
        get
        {
            lock (_lock)
            {
                return _session is { State: ConnectionState.Open } ? _session : null;
            }
        }
    }

    private async Task RunAsync()
    {
        DbCommand? command = null;
        while (Take() is { Count: > 0 } waiting)
        {
            var session = waiting[^1].Session;
            try
            {
                if (command?.Connection != session)
                {
                    command = session.CreateCommand();
                    command.CommandText = statement;
                }

                await command.ExecuteNonQueryAsync();
                foreach (var (_, done) in waiting.Where(one => one.Session == session))
                {
                    done.SetResult();
                }

                Fail(waiting.Where(one => one.Session != session), new DataException("That session was lost before."));
            }
            catch (Exception exception)
            {
                Fail(waiting, exception);
                await LeaveAsync(session);
            }
        }
    }

    private List<(DbConnection Session, TaskCompletionSource Done)> Take()
    {
        lock (_lock)
        {
            var taken = _waiting;
            _waiting = [];
            if (taken.Count == 0)
            {
                // Under the lock, so that whoever comes next begins anew.
                _loop = Task.CompletedTask;
            }

            return taken;
        }
    }

    private static void Fail(IEnumerable<(DbConnection Session, TaskCompletionSource Done)> waiting, Exception exception)
    {
        foreach (var (_, done) in waiting)
        {
            done.SetException(exception);
        }
    }

    private async Task LeaveAsync(DbConnection session)
    {
        lock (_lock)
        {
            _session = _session == session ? null : _session;
        }

        try
        {
            await session.DisposeAsync();
        }
        catch (Exception)
        {
            // It is broken; that is why it is left.
        }
    }
}
