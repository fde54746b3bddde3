using BenchmarkDotNet.Attributes;
using IncidentBot.Chat;
using IncidentBot.People;
using IncidentBot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace IncidentBot.Benchmarks;

/// <summary>
/// Durable commands on SQLite: 64 that wait together against one fsync a command. The target is at least 5 times the rate. The bare insert
/// of one row a transaction, with the same durability, tells what the disk and SQLite alone cost.
/// </summary>
public class CommitBenchmark
{
    private const int Commands = 512;

    private readonly string _folder = Directory.CreateTempSubdirectory("incidentbot-bench").FullName;
    private readonly Person _amara = new("web:amara", "Amara Diallo");
    private Bot _bot = null!;
    private SqliteConnection _bare = null!;
    private int _channel;

    /// <summary>A database with an open incident, and a bare one.</summary>
    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _bot = await Bot.StartAsync(
            new SqliteDialect(Path.Combine(_folder, "bot.db")),
            SystemClock.Instance,
            NullLoggerFactory.Instance,
            CancellationToken.None
        );
        await SayAsync("general", "open Web stack slow");
        await _bot.Relay.DrainAsync(CancellationToken.None);
        _bare = new SqliteConnection($"Data Source={Path.Combine(_folder, "bare.db")}");
        await _bare.OpenAsync();
        Run("pragma journal_mode = wal");
        Run("pragma synchronous = full");
        Run("create table notes (id integer primary key, text text)");
    }

    /// <summary>Cleans up.</summary>
    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _bare.DisposeAsync();
        await _bot.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>One insert into a bare table, one fsync.</summary>
    [Benchmark(OperationsPerInvoke = Commands)]
    public void BareInsertOneByOne()
    {
        for (var i = 0; i < Commands; i++)
        {
            Run("insert into notes (text) values ('Restarted the payment workers')");
        }
    }

    /// <summary>Commands one behind the other: each waits for its own commit.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Commands)]
    public async Task CommandsOneByOne()
    {
        for (var i = 0; i < Commands; i++)
        {
            await SayAsync("inc-1-web-stack-slow", "note Restarted the payment workers");
        }
    }

    /// <summary>Sixty-four people at once.</summary>
    [Benchmark(OperationsPerInvoke = Commands)]
    public Task SixtyFourTogether() =>
        Task.WhenAll(
            Enumerable
                .Range(0, 64)
                .Select(async _ =>
                {
                    for (var i = 0; i < Commands / 64; i++)
                    {
                        await SayAsync("inc-1-web-stack-slow", "note Restarted the payment workers");
                    }
                })
        );

    private async Task SayAsync(string channel, string words)
    {
        var id = $"bench/{Interlocked.Increment(ref _channel)}";
        var reply = await _bot.Desk.HandleAsync(new Inbound(_amara, "UTC", new Place("web", channel), words, id), CancellationToken.None);
        if (reply.Outcome != Outcome.Recorded)
        {
            throw new InvalidOperationException(Chat.Cards.PlainTextCard.Render(reply.Card));
        }
    }

    private void Run(string sql)
    {
        using var command = _bare.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
