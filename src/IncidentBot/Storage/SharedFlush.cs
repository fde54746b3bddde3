using System.Data;

namespace IncidentBot.Storage;

/// <summary>Waits for the disk: one wait for all whose commits came meanwhile, beside the commits that come next.</summary>
/// <remarks>
/// A commit that did not wait is seen by others at once, so what it locked is free again; but where the server (of SQLite: the machine) crashes it is gone, as is all
/// that went on from it. The wait is on a session that was there before the commit: had the server crashed in between, it would be broken.
/// </remarks>
internal sealed class SharedFlush(Func<Task<FlushSession>> open) : IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly Lock _lock = new();
    private List<(FlushSession Session, TaskCompletionSource Done)> _waiting = [];
    private FlushSession? _session;
    private Task _loop = Task.CompletedTask;

    /// <summary>The session to wait on. To be asked for before the commit.</summary>
    public async ValueTask<FlushSession> SessionAsync()
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

            var fresh = await open();
            lock (_lock)
            {
                return _session = fresh;
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Done once everything is on the disk that was committed before this was called.</summary>
    /// <param name="session">The one from before the commit.</param>
    /// <exception cref="Exception">The session is lost: nobody knows what the disk has.</exception>
    public Task WaitAsync(FlushSession session)
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

    private FlushSession? Current
    {
        get
        {
            lock (_lock)
            {
                return _session is { IsOpen: true } ? _session : null;
            }
        }
    }

    private async Task RunAsync()
    {
        while (Take() is { Count: > 0 } waiting)
        {
            var session = waiting[^1].Session;
            try
            {
                await session.FlushAsync();
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

    private List<(FlushSession Session, TaskCompletionSource Done)> Take()
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

    private static void Fail(IEnumerable<(FlushSession Session, TaskCompletionSource Done)> waiting, Exception exception)
    {
        foreach (var (_, done) in waiting)
        {
            done.SetException(exception);
        }
    }

    private async Task LeaveAsync(FlushSession session)
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
