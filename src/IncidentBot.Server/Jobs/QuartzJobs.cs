using System.Data.Common;
using IncidentBot.Jobs;
using IncidentBot.Storage;
using NodaTime;
using NodaTime.Extensions;
using Quartz;

namespace IncidentBot.Server.Jobs;

/// <summary>Quartz as the job engine: its triggers stand in the same database and are written in the transaction that sets a due time.</summary>
/// <remarks>
/// Quartz takes longer to start than the bot, so it starts in the background; what is set meanwhile it is given when it is ready.
/// </remarks>
internal sealed class QuartzJobs(Database database, TimeProvider time, ILoggerFactory loggers) : IJobEngine
{
    // Also how soon a clock that was set is noticed.
    private static readonly System.TimeSpan DefaultIdleWait = System.TimeSpan.FromSeconds(5);

    private readonly WakeCall _call = new();
    private IScheduler? _scheduler;

    /// <inheritdoc />
    public string Name => "quartz";

    /// <summary>How long Quartz sleeps at most before it looks again.</summary>
    public System.TimeSpan IdleWait { get; init; } = DefaultIdleWait;

    /// <summary>Quartz's own face, once it is ready.</summary>
    public IScheduler? Scheduler => _scheduler;

    /// <inheritdoc />
    public async Task ScheduleAsync(string key, Instant at, JobCommit commit)
    {
        if (_scheduler is not { } scheduler)
        {
            return;
        }

        Enlist(scheduler, commit);
        // A time long past would be a misfire, which Quartz looks for once a minute only.
        var start = Instant.Max(at, time.GetUtcNow().ToInstant()).ToDateTimeOffset();
        var trigger = TriggerBuilder.Create(time).WithIdentity(key).ForJob(WakeJob.Key).StartAt(start).Build();
        var kept = await scheduler.ScheduleTrigger(trigger, TriggerConflict.Keep);
        if (kept.NextFireTimeUtc != trigger.StartTimeUtc)
        {
            await scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace);
        }
    }

    /// <inheritdoc />
    public async Task CancelAsync(string key, JobCommit commit)
    {
        if (_scheduler is not { } scheduler)
        {
            return;
        }

        Enlist(scheduler, commit);
        await scheduler.UnscheduleJob(new TriggerKey(key));
    }

    /// <inheritdoc />
    public async Task RunAsync(Func<string, CancellationToken, Task> wake, Func<Task> ready, CancellationToken stopping)
    {
        _call.Wake = async (key, cancellation) =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
            await wake(key, either.Token);
        };
        var scheduler = await StartAsync(stopping);
        try
        {
            await ready();
            await scheduler.Start(stopping);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, stopping);
        }
        finally
        {
            await PublishAsync(null);
            await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Quartz finds the transaction by the asynchronous flow: this has to be called by the method that calls Quartz.
    private static void Enlist(IScheduler scheduler, JobCommit commit)
    {
        var enlisted = scheduler.EnlistTransaction(commit.Transaction);
        commit.OnCommitted(enlisted.Dispose);
    }

    private async Task<IScheduler> StartAsync(CancellationToken cancellation)
    {
        var scheduler = await QuartzSchedulerBuilder.Create(Configure).BuildScheduler(cancellation);
        await scheduler.AddJob(
            JobBuilder.Create<WakeJob>().WithIdentity(WakeJob.Key).StoreDurably().RequestRecovery().Build(),
            new AddJobOptions { Replace = true },
            cancellation
        );
        await PublishAsync(scheduler);
        return scheduler;
    }

    // No transaction is under way that would have to know and does not.
    private async Task PublishAsync(IScheduler? scheduler)
    {
        await (database.Gate?.EnterAsync(CancellationToken.None) ?? Task.CompletedTask);
        _scheduler = scheduler;
        database.Gate?.Leave();
    }

    private void Configure(IQuartzBuilder quartz)
    {
        quartz.Services.AddSingleton(loggers);
        quartz.Services.AddSingleton(_call);
        quartz.UseTimeProvider(time);
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = "incidentbot";
            scheduler.IdleWaitTime = IdleWait;
        });
        quartz.UsePersistentStore(ConfigureStore);
        quartz.UseDefaultRetryPolicy(RetryPolicy.Exponential(10, System.TimeSpan.FromSeconds(1), 2.0, System.TimeSpan.FromMinutes(5), 0.2));
    }

    private void ConfigureStore(IPersistentStoreBuilder store)
    {
        using var connection = database.Dialect.Connect();
        if (database.Gate is { } gate)
        {
            store.UseDriverDelegate<OneWriterTables>();
            store.UseLockHandler(_ => new TransactionIsLock());
            store.UseSqlite(new TurnTakingConnections(gate), connection.ConnectionString);
        }
        else
        {
            store.UsePostgres(DbProviderFactories.GetFactory(connection)!, connection.ConnectionString);
        }

        store.UseSystemTextJsonSerializer();
        store.ProvisionSchema();
        store.ConfigureStore(options =>
        {
            options.AcceptEnlistedTransactions = true;
            options.AcquireTriggersWithinLock = true;
            options.RecoverFiringsCancelledByShutdown = true;
        });
    }
}
