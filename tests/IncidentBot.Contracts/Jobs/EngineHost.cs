using System.Collections.Concurrent;
using IncidentBot.Contracts.Store;
using IncidentBot.Jobs;
using IncidentBot.Storage;
using IncidentBot.Testing;
using NodaTime;
using NodaTime.Extensions;

namespace IncidentBot.Contracts.Jobs;

/// <summary>An engine on a database and a clock that stands still, with whoever it wakes.</summary>
public sealed class EngineHost(TestDatabase files, Func<Database, TimeProvider, IJobEngine> create) : IAsyncDisposable
{
    private static readonly System.TimeSpan Patience = System.TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _calls = new();
    private readonly SemaphoreSlim _called = new(0);
    private CancellationTokenSource _stopping = new();
    private Database _database = null!;
    private Task _running = Task.CompletedTask;

    public ManualTime Time { get; } = new();

    public IJobEngine Engine { get; private set; } = null!;

    /// <summary>The keys it was woken with, in order.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    /// <summary>Called with each key before it counts as called; may fail.</summary>
    public Func<string, Task> OnCall { get; set; } = _ => Task.CompletedTask;

    /// <summary>What is to be scheduled anew when an engine starts.</summary>
    public Dictionary<string, Instant> Pending { get; } = [];

    public Instant In(int seconds) => Time.GetUtcNow().ToInstant() + Duration.FromSeconds(seconds);

    public void Pass(int seconds) => Time.Advance(System.TimeSpan.FromSeconds(seconds));

    public async Task InitializeAsync()
    {
        await files.InitializeAsync();
        await StartAsync();
    }

    public async Task StartAsync()
    {
        _stopping = new CancellationTokenSource();
        _database = await Database.OpenAsync(files.Dialect, CancellationToken.None);
        Engine = create(_database, Time);
        var ready = new TaskCompletionSource();
        _running = Engine.RunAsync(
            CallAsync,
            async () =>
            {
                foreach (var (key, at) in Pending)
                {
                    await ScheduleAsync(key, at);
                }

                ready.SetResult();
            },
            _stopping.Token
        );
        await await Task.WhenAny(ready.Task, _running).WaitAsync(Patience);
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        await Engine.DisposeAsync();
        await _database.DisposeAsync();
        _stopping.Dispose();
    }

    public Task ScheduleAsync(string key, Instant at) => CommitAsync(commit => Engine.ScheduleAsync(key, at, commit));

    public Task CancelAsync(string key) => CommitAsync(commit => Engine.CancelAsync(key, commit));

    /// <summary>Does something in a transaction; what throws is rolled back.</summary>
    public async Task CommitAsync(Func<JobCommit, Task> write)
    {
        var commit = await _database.WriteAsync(
            async transaction =>
            {
                var commit = new JobCommit(transaction);
                await write(commit);
                return commit;
            },
            CancellationToken.None
        );
        commit.Committed();
    }

    /// <summary>Done when it was woken so many times.</summary>
    public async Task CalledAsync(int times)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (_calls.Count < times)
        {
            await _called.WaitAsync(patience.Token);
        }
    }

    /// <summary>Something that is due now has been called when this is done: the engine has looked at the clock.</summary>
    public async Task SettleAsync()
    {
        var key = $"settled {_calls.Count}";
        await ScheduleAsync(key, In(0));
        using var patience = new CancellationTokenSource(Patience);
        while (!_calls.Contains(key))
        {
            await _called.WaitAsync(patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Engine is not null)
        {
            await StopAsync();
        }

        await files.DisposeAsync();
        _called.Dispose();
    }

    private async Task CallAsync(string key, CancellationToken cancellation)
    {
        await OnCall(key);
        _calls.Enqueue(key);
        _called.Release();
    }
}
