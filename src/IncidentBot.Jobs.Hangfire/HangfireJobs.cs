using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace IncidentBot.Jobs.Hangfire;

/// <summary>Hangfire as the job engine.</summary>
/// <remarks>
/// Neither of its storages takes part in a transaction that somebody else began, so it is told afterwards, by a queue of its own: whoever
/// commits does not wait for it. What a crash takes from that queue is given to it at the next start, and the sweeper finds the rest.
/// </remarks>
public sealed class HangfireJobs(Database database, TimeProvider time, ILoggerFactory loggers) : IJobEngine
{
    private const int Workers = 4;
    private static readonly System.TimeSpan LongestStop = System.TimeSpan.FromSeconds(10);

    private readonly ILogger _logger = loggers.CreateLogger<HangfireJobs>();
    private volatile KeyQueue? _queue;

    /// <inheritdoc />
    public string Name => "hangfire";

    /// <summary>How often Hangfire looks for what is due; its own 15 seconds would make a page late.</summary>
    public System.TimeSpan Polling { get; init; } = System.TimeSpan.FromSeconds(1);

    /// <summary>Where its jobs stand, once it is ready.</summary>
    public JobStorage? Storage { get; private set; }

    /// <inheritdoc />
    public Task ScheduleAsync(string key, Instant at, JobCommit commit)
    {
        commit.OnCommitted(() => _queue?.Add(key, at));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task CancelAsync(string key, JobCommit commit)
    {
        commit.OnCommitted(() => _queue?.Add(key, null));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task RunAsync(Func<string, CancellationToken, Task> wake, Func<Task> ready, CancellationToken stopping)
    {
        HangfireLog.Open(loggers);
        // Opening it waits for the disk or the network on whatever thread it is called.
        Storage = await Task.Run(() => JobStore.Open(database.Dialect, time, Polling / 2), stopping);
        var filters = new JobFilterCollection { new StatisticsHistoryAttribute() };
        var jobs = new KeyedJobs(Storage, new BackgroundJobClient(Storage, filters), time, isAlone: database.Dialect.Writers == 1);
        filters.Add(new TryAgainLater(jobs, time));
        var queue = _queue = new KeyQueue(jobs, _logger);
        try
        {
            await ready();
            await ServeAsync(Storage, filters, new WakeActivator(new WakeCall(jobs, wake, stopping)), stopping);
        }
        finally
        {
            _queue = null;
            await queue.CompleteAsync();
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        (Storage as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ServeAsync(JobStorage storage, JobFilterCollection filters, JobActivator activator, CancellationToken stopping)
    {
        var options = new BackgroundJobServerOptions
        {
            ServerName = "incidentbot",
            Queues = [EnqueuedState.DefaultQueue],
            WorkerCount = Workers,
            SchedulePollingInterval = Polling,
            ShutdownTimeout = LongestStop,
            FilterProvider = filters,
            Activator = activator,
        };
        using var server = new BackgroundJobServer(options, storage);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        server.SendStop();
        await server.WaitForShutdownAsync(CancellationToken.None).WaitAsync(LongestStop, CancellationToken.None);
    }
}
