using System.Collections.Concurrent;
using IncidentBot.Jobs;
using NodaTime;

namespace IncidentBot.Contracts.Jobs;

/// <summary>An engine that wakes nobody and shows what it was given; it may fail.</summary>
public sealed class EngineOfTheTest : IJobEngine
{
    private readonly ConcurrentDictionary<string, Instant> _jobs = new(StringComparer.Ordinal);

    public string Name => "test";

    public bool Fails { get; set; }

    public IEnumerable<string> Keys => _jobs.Keys.Order(StringComparer.Ordinal);

    public void Lose() => _jobs.Clear();

    public Task ScheduleAsync(string key, Instant at, JobCommit commit)
    {
        if (Fails)
        {
            throw new InvalidOperationException("The engine's tables are gone.");
        }

        commit.OnCommitted(() => _jobs[key] = at);
        return Task.CompletedTask;
    }

    public Task CancelAsync(string key, JobCommit commit)
    {
        commit.OnCommitted(() => _jobs.TryRemove(key, out _));
        return Task.CompletedTask;
    }

    public Task RunAsync(Func<string, CancellationToken, Task> wake, Func<Task> ready, CancellationToken stopping) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
