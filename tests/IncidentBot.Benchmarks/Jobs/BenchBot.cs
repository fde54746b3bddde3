using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Jobs;
using IncidentBot.People;
using IncidentBot.Reminders;
using IncidentBot.Server.Jobs;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace IncidentBot.Benchmarks.Jobs;

/// <summary>A bot on a file, with Quartz beside it or without. It is not woken: the measurement says when.</summary>
internal sealed class BenchBot : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Person _amara = new("web:amara", "Amara Diallo");
    private Task _engine = Task.CompletedTask;
    private int _message;

    private BenchBot(Bot bot) => Bot = bot;

    public Bot Bot { get; }

    public static async Task<BenchBot> StartAsync(string file, IClock clock, bool withQuartz)
    {
        Func<Database, IJobEngine>? jobs = withQuartz
            ? database => new QuartzJobs(database, TimeProvider.System, NullLoggerFactory.Instance)
            : null;
        var bench = new BenchBot(
            await Bot.StartAsync(new SqliteDialect(file), clock, NullLoggerFactory.Instance, CancellationToken.None, jobs: jobs)
        );
        if (bench.Bot.Jobs is { } engine)
        {
            var ready = new TaskCompletionSource();
            bench._engine = engine.RunAsync(
                (_, _) => Task.CompletedTask,
                async () =>
                {
                    await bench.Bot.Wakeups.ScheduleAnewAsync(CancellationToken.None);
                    ready.SetResult();
                },
                bench._stopping.Token
            );
            await await Task.WhenAny(ready.Task, bench._engine);
        }

        return bench;
    }

    public async Task SayAsync(string words)
    {
        var id = $"bench/{Guid.CreateVersion7()}/{Interlocked.Increment(ref _message)}";
        var reply = await Bot.Desk.HandleAsync(new Inbound(_amara, "UTC", new Place("web", "general"), words, id), CancellationToken.None);
        if (reply.Outcome != Outcome.Recorded)
        {
            throw new InvalidOperationException(PlainTextCard.Render(reply.Card));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _engine.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Bot.DisposeAsync();
        _stopping.Dispose();
    }
}
