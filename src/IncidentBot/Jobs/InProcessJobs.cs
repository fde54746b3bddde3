using NodaTime;
using NodaTime.Extensions;

namespace IncidentBot.Jobs;

/// <summary>An engine in memory: nothing of its own on the disk, so what is pending is scheduled anew at each start.</summary>
public sealed class InProcessJobs(TimeProvider time) : IJobEngine
{
    // A clock that is set back or a machine that slept is noticed this soon.
    private static readonly Duration LongestWait = Duration.FromSeconds(5);
    private static readonly Duration LongestPause = Duration.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<(string Key, Instant At), Instant> _queue = new();
    private readonly Dictionary<string, Instant> _jobs = new(StringComparer.Ordinal);
    private readonly HashSet<Task> _calls = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc />
    public string Name => "inprocess";

    /// <inheritdoc />
    public Task ScheduleAsync(string key, Instant at, JobCommit commit)
    {
        commit.OnCommitted(() => Set(key, at));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task CancelAsync(string key, JobCommit commit)
    {
        commit.OnCommitted(() => Set(key, null));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task RunAsync(Func<string, CancellationToken, Task> wake, Func<Task> ready, CancellationToken stopping)
    {
        await ready();
        try
        {
            while (true)
            {
                var (due, next, changed) = TakeDue();
                due.ForEach(key => Start(CallAsync(key, wake, stopping)));
                await WaitAsync(next, changed, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Task.WhenAll(Calls());
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Instant Now() => time.GetUtcNow().ToInstant();

    private void Set(string key, Instant? at)
    {
        lock (_lock)
        {
            if (at is not { } time)
            {
                _jobs.Remove(key);
                return;
            }

            if (_jobs.TryGetValue(key, out var known) && known == time)
            {
                return;
            }

            _jobs[key] = time;
            _queue.Enqueue((key, time), time);
            _changed.TrySetResult();
        }
    }

    // What was replaced or cancelled stays in the queue until its time and is known by not being among the jobs any more.
    private (List<string> Due, Instant? Next, Task Changed) TakeDue()
    {
        var due = new List<string>();
        lock (_lock)
        {
            while (_queue.TryPeek(out var first, out _) && (!IsCurrent(first) || first.At <= Now()))
            {
                _queue.Dequeue();
                if (IsCurrent(first))
                {
                    _jobs.Remove(first.Key);
                    due.Add(first.Key);
                }
            }

            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (due, _queue.TryPeek(out _, out var at) ? at : null, _changed.Task);
        }
    }

    private bool IsCurrent((string Key, Instant At) job) => _jobs.TryGetValue(job.Key, out var at) && at == job.At;

    private async Task WaitAsync(Instant? next, Task changed, CancellationToken stopping)
    {
        var wait = Duration.Min(next - Now() ?? LongestWait, LongestWait);
        if (wait <= Duration.Zero)
        {
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var delay = Task.Delay(wait.ToTimeSpan(), time, over.Token);
        // The clock may have been moved between the look at it and the timer.
        if (next is null || next > Now())
        {
            await Task.WhenAny(delay, changed);
        }

        await over.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    private void Start(Task call)
    {
        lock (_lock)
        {
            _calls.RemoveWhere(earlier => earlier.IsCompleted);
            _calls.Add(call);
        }
    }

    private Task[] Calls()
    {
        lock (_lock)
        {
            return [.. _calls];
        }
    }

    private async Task CallAsync(string key, Func<string, CancellationToken, Task> wake, CancellationToken stopping)
    {
        for (var attempt = 0; !stopping.IsCancellationRequested; attempt++)
        {
            try
            {
                await wake(key, stopping);
                return;
            }
            catch (Exception) when (!stopping.IsCancellationRequested)
            {
                var pause = Duration.FromSeconds(Math.Pow(2, Math.Min(attempt, 10)));
                await Task.Delay(Duration.Min(pause, LongestPause).ToTimeSpan(), time, stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
