using BenchmarkDotNet.Attributes;
using IncidentBot.Chat;
using IncidentBot.People;
using IncidentBot.Storage;
using IncidentBot.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;

namespace IncidentBot.Benchmarks;

/// <summary>
/// Durable commands on either store: 64 that wait together against one fsync a command. The target is at least 5 times the rate. The bare insert
/// of one row a transaction, with the same durability, tells what the disk and SQLite alone cost; so does one insert a transaction by 64 connections on PostgreSQL.
/// </summary>
public class CommitBenchmark
{
    private const int Commands = 512;

    private readonly string _folder = Directory.CreateTempSubdirectory("incidentbot-bench").FullName;
    private readonly Person _amara = new("web:amara", "Amara Diallo");
    private Bot _bot = null!;
    private string? _postgres;
    private SqliteConnection _bare = null!;
    private int _channel;

    /// <summary>The product.</summary>
    [Params("sqlite", "postgres")]
    public string Store { get; set; } = "sqlite";

    /// <summary>A database with an open incident, and a bare one.</summary>
    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _postgres = Store == "postgres" ? await PostgresCluster.TakeDatabaseAsync() : null;
        _bot = await Bot.StartAsync(
            _postgres is null ? new SqliteDialect(Path.Combine(_folder, "bot.db")) : new PostgresDialect(_postgres),
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
        if (_postgres is not null)
        {
            await BareAsync("create table notes (id bigint generated always as identity primary key, text text)");
        }
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
    public async Task BareInsertOneByOne()
    {
        for (var i = 0; i < Commands; i++)
        {
            await InsertAsync();
        }
    }

    /// <summary>The same by sixty-four at once, each on a connection of its own where the product has such.</summary>
    [Benchmark(OperationsPerInvoke = Commands)]
    public Task BareInsertSixtyFourTogether() => _postgres is null ? BareInsertOneByOne() : TogetherAsync(InsertAsync);

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
    public Task SixtyFourTogether() => TogetherAsync(() => SayAsync("inc-1-web-stack-slow", "note Restarted the payment workers"));

    private static Task TogetherAsync(Func<Task> one) =>
        Task.WhenAll(
            Enumerable
                .Range(0, 64)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < Commands / 64; i++)
                        {
                            await one();
                        }
                    })
                )
        );

    private Task InsertAsync()
    {
        const string Insert = "insert into notes (text) values ('Restarted the payment workers')";
        if (_postgres is not null)
        {
            return BareAsync(Insert);
        }

        Run(Insert);
        return Task.CompletedTask;
    }

    private async Task BareAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_postgres + ";No Reset On Close=true;Max Auto Prepare=10;Maximum Pool Size=64");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

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
