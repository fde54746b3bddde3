using IncidentBot.Chat;
using IncidentBot.Contracts.Store;
using IncidentBot.Jobs;
using IncidentBot.Server.Jobs;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.Contracts.Jobs;

public sealed class InProcessJobsOnSqlite()
    : JobEngineContract(new EngineHost(new SqliteTestDatabase(), (_, time) => new InProcessJobs(time)));

public abstract class QuartzContract(TestDatabase database) : JobEngineContract(new EngineHost(database, Create))
{
    [Fact]
    public async Task What_is_pending_survives_a_restart_by_itself()
    {
        await Host.ScheduleAsync("a", Host.In(10));
        await Host.StopAsync();
        await Host.StartAsync();
        Host.Pass(10);
        await Host.CalledAsync(1);

        Assert.Equal(["a"], Host.Calls);
    }

    // Quartz reads the test's clock and waits by the real one; it allows no shorter wait.
    private static QuartzJobs Create(Database database, TimeProvider time) =>
        new(database, time, NullLoggerFactory.Instance) { IdleWait = TimeSpan.FromSeconds(1) };
}

public sealed class QuartzJobsOnSqlite() : QuartzContract(new SqliteTestDatabase());

public abstract class HangfireContract(TestDatabase database) : JobEngineContract(new EngineHost(database, Create))
{
    [Fact]
    public async Task What_is_pending_survives_a_restart_by_itself()
    {
        await Host.ScheduleAsync("a", Host.In(10));
        await Host.SettleAsync();
        await Host.StopAsync();
        await Host.StartAsync();
        Host.Pass(10);
        await Host.CalledAsync(2);

        Assert.Single(Host.Calls, "a");
    }

#if HAS_HANGFIRE
    private static IncidentBot.Jobs.Hangfire.HangfireJobs Create(Database database, TimeProvider time) =>
        new(database, time, NullLoggerFactory.Instance) { Polling = TimeSpan.FromMilliseconds(100) };
#else
    private static IJobEngine Create(Database database, TimeProvider time) => throw new NotSupportedException();

    public override ValueTask InitializeAsync()
    {
        Assert.Skip(ChatSdks.Missing(ChatSdks.Hangfire)!);
        return ValueTask.CompletedTask;
    }
#endif
}

public sealed class QuartzJobsOnPostgres() : QuartzContract(new PostgresTestDatabase());

public sealed class HangfireJobsOnSqlite() : HangfireContract(new SqliteTestDatabase());

public sealed class HangfireJobsOnPostgres() : HangfireContract(new PostgresTestDatabase());
