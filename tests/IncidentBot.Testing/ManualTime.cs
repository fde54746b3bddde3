namespace IncidentBot.Testing;

/// <summary>A clock that stands still until a test moves it; timers fire while it moves, in the order they are due.</summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // A pause between two messages, and what only ends when somebody does not answer.
    private static readonly TimeSpan ShortTimer = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    // Of real time.
    private static readonly TimeSpan ShortGrace = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongGrace = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(int AtLeast, TaskCompletionSource Reached)> _watchers = [];
    private DateTimeOffset _now = start;
    private TimeSpan _setBack;

    /// <summary>Starts on an ordinary Tuesday morning.</summary>
    public ManualTime()
        : this(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero)) { }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return (_now + _setBack).Ticks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, stopping at every timer on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = GetUtcNow() + by;
        while (NextDue(end) is { } timer)
        {
            timer.Fire();
        }

        lock (_lock)
        {
            _now = end > _now ? end : _now;
        }
    }

    /// <summary>Somebody sets the clock back. Timers go by what has passed, so they wait as long as before.</summary>
    public void SetBack(TimeSpan by)
    {
        lock (_lock)
        {
            _now -= by;
            _setBack += by;
            _timers.ForEach(timer => timer.Due -= by);
        }
    }

    /// <summary>
    /// Done when so many timers wait at once, so that a test knows when moving the clock will be noticed.
    /// Gives up after fifteen seconds of real time.
    /// </summary>
    public Task WhenTimersWait(int atLeast = 1)
    {
        lock (_lock)
        {
            if (_timers.Count >= atLeast)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((atLeast, reached));
            return reached.Task.WaitAsync(Patience, System);
        }
    }

    /// <summary>
    /// Moves the clock from timer to timer until something is done. What is under way in real time (a request, a query) gets the time that
    /// it needs first, or a loaded machine would look like an answer that never comes.
    /// </summary>
    public async Task PumpAsync(Task work)
    {
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, WhenTimersWait());
            var next = UntilNext();
            await Task.WhenAny(work, Task.Delay(next > ShortTimer ? LongGrace : ShortGrace, System));
            if (!work.IsCompleted)
            {
                Advance(next is { } wait && wait <= LongestTimeout ? wait : Step);
            }
        }

        await work;
    }

    private TimeSpan? UntilNext()
    {
        lock (_lock)
        {
            return _timers.Count == 0 ? null : _timers.Min(timer => timer.Due) - _now;
        }
    }

    private ManualTimer? NextDue(DateTimeOffset end)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is null)
            {
                return null;
            }

            _now = next.Due > _now ? next.Due : _now;
            _timers.Remove(next);
            if (next.Period > TimeSpan.Zero)
            {
                next.Due = _now + next.Period;
                _timers.Add(next);
            }

            return next;
        }
    }

    private void Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = _now + dueTime;
            timer.Period = period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period;
            _timers.Add(timer);
            foreach (var watcher in _watchers.Where(watcher => _timers.Count >= watcher.AtLeast).ToList())
            {
                _watchers.Remove(watcher);
                watcher.Reached.SetResult();
            }
        }
    }

    private void Forget(ManualTimer timer)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
        }
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == TimeSpan.Zero)
            {
                // A real timer that is due at once does not wait for anybody to look at the clock.
                time.Forget(this);
                ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Fire(), this, preferLocal: false);
                dueTime = period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan;
            }

            time.Schedule(this, dueTime, period);
            return true;
        }

        public void Dispose() => time.Forget(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
