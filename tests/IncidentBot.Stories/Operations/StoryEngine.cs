using IncidentBot.Chat;
using IncidentBot.Jobs;
using IncidentBot.Server.Settings;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
#if HAS_HANGFIRE
using IncidentBot.Jobs.Hangfire;
#endif

namespace IncidentBot.Stories.Operations;

/// <summary>
/// What wakes the bot of a story when something is due: the story itself, unless an engine is chosen. Then the engine has to, by the story's
/// clock and in real time.
/// </summary>
public sealed class StoryEngine : IAsyncDisposable
{
    private const string Hangfire = "hangfire";

    private static readonly AsyncLocal<string?> Chosen = new();
    private static readonly System.TimeSpan Patience = System.TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly IJobEngine? _engine;
    private Task _running = Task.CompletedTask;

    private StoryEngine(IJobEngine? engine) => _engine = engine;

    /// <summary>The engine of this test; empty for none. <c>INCIDENTBOT_JOBS_ENGINE</c> names it for all.</summary>
    public static string Name
    {
        get => Chosen.Value ?? Environment.GetEnvironmentVariable("INCIDENTBOT_JOBS_ENGINE") ?? "";
        set => Chosen.Value = value;
    }

    /// <summary>Starts a bot with the engine.</summary>
    public static async Task<(StoryEngine Engine, Bot Bot)> StartAsync(IClock clock, Func<Func<Database, IJobEngine>?, Task<Bot>> start)
    {
        if (Name == Hangfire && ChatSdks.Missing(ChatSdks.Hangfire) is { } missing)
        {
            Assert.Skip(missing);
        }

        if (Name.Length == 0)
        {
            return (new StoryEngine(null), await start(null));
        }

        var bot = await start(database => Create(database, new ClockTime(clock)));
        var engine = new StoryEngine(bot.Jobs);
        await engine.RunAsync(bot);
        return (engine, bot);
    }

    /// <summary>Done when everything that is due has been handled.</summary>
    public async Task WakeAsync(Bot bot, CancellationToken cancellation)
    {
        if (_engine is null)
        {
            await bot.Wakeups.RunDueAsync(cancellation);
            return;
        }

        var now = bot.Clock.GetCurrentInstant();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while (await bot.Wakeups.NextAsync(patience.Token) is { } due && due <= now)
        {
            await Task.WhenAny(_running, Task.Delay(System.TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token));
            Assert.False(_running.IsFaulted, $"{_engine.Name} broke: {_running.Exception?.InnerException}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        await (_engine?.DisposeAsync() ?? ValueTask.CompletedTask);
        _stopping.Dispose();
    }

    private async Task RunAsync(Bot bot)
    {
        var ready = new TaskCompletionSource();
        _running = _engine!.RunAsync(
            (_, cancellation) => bot.Wakeups.RunDueAsync(cancellation),
            async () =>
            {
                await bot.Wakeups.ScheduleAnewAsync(_stopping.Token);
                ready.SetResult();
            },
            _stopping.Token
        );
        await await Task.WhenAny(ready.Task, _running).WaitAsync(Patience);
    }

    private static IJobEngine Create(Database database, TimeProvider time) =>
        Name switch
        {
#if HAS_HANGFIRE
            Hangfire => new HangfireJobs(database, time, NullLoggerFactory.Instance) { Polling = System.TimeSpan.FromMilliseconds(100) },
#endif
            _ => new JobSettings { Engine = Name }.Create(database, time, NullLoggerFactory.Instance),
        };

    // The story's time; what waits, waits in real time.
    private sealed class ClockTime(IClock clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetCurrentInstant().ToDateTimeOffset();
    }
}
