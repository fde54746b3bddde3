using Dapper;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.Contracts.Store;

/// <summary>From a SQLite file to a PostgreSQL database.</summary>
public sealed class MovingToPostgres() : StoreContract(new SqliteTestDatabase())
{
    private readonly PostgresTestDatabase _target = new();

    private string File => ((SqliteTestDatabase)TestDatabase).File;

    public override async ValueTask InitializeAsync()
    {
        await _target.InitializeAsync();
        await base.InitializeAsync();
        await RecordAsync(
            "open “Shop” down 🔥 sev2 at 08:00",
            "INC-1 note between 08:10 and 08:30 Errors rise",
            "INC-1 suspect The database for 20m",
            "INC-1 task add Alert on it <@fake:lee|Lee Novak> due 2026-03-20 every 3 months",
            "INC-1 task add Nobody's",
            "open Another private"
        );
        await SayAsync("INC-1 note Told once", "m1");
        await Bot.Relay.DrainAsync(Cancellation);
    }

    protected override ValueTask LeaveAsync() => _target.DisposeAsync();

    [Fact]
    public async Task Everything_arrives_and_the_bot_goes_on_there()
    {
        var (first, second) = (await IncidentAsync(), await IncidentAsync(2));
        await Bot.DisposeAsync();

        var copied = await CopyAsync();

        Assert.Contains(new CopiedTable("incident_events", first.Sequence + second.Sequence), copied);
        await using var there = await Bot.StartAsync(_target.Dialect, Clock, NullLoggerFactory.Instance, Cancellation, _ => [Chat]);
        Assert.Equal(first.Entries, (await there.Store.FindAsync(new IncidentId(1), Cancellation))!.Entries);
        Assert.Equal(first.Tasks, (await there.Store.FindAsync(new IncidentId(1), Cancellation))!.Tasks);
        Assert.Equal(3, (await there.Desk.HandleAsync(new Inbound(Cast.Amara, "UTC", General, "open Third"), Cancellation)).Incident);
        var again = await there.Desk.HandleAsync(new Inbound(Cast.Amara, "UTC", General, "INC-1 note Told once", "m1"), Cancellation);
        Assert.Equal(Outcome.Recorded, again.Outcome);
        Assert.Equal(first.Sequence, (await there.Store.FindAsync(new IncidentId(1), Cancellation))!.Sequence);
    }

    [Fact]
    public async Task What_waited_is_said_before_what_comes_after_the_move()
    {
        await RecordAsync("INC-1 update First", "INC-1 update Second");
        await Bot.DisposeAsync();
        await CopyAsync();

        await using var there = await Bot.StartAsync(_target.Dialect, Clock, NullLoggerFactory.Instance, Cancellation, _ => [Chat]);
        await there.Desk.HandleAsync(new Inbound(Cast.Amara, "UTC", General, "INC-1 update Third"), Cancellation);

        var said = await there.Database.ReadAsync(
            async connection =>
                await connection.QueryAsync<string>(
                    "select payload from outbox where payload like '{\"kind\":\"announce\"%' order by turn"
                ),
            Cancellation
        );
        Assert.Collection(
            said,
            first => Assert.Contains("First", first, StringComparison.Ordinal),
            second => Assert.Contains("Second", second, StringComparison.Ordinal),
            third => Assert.Contains("Third", third, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_database_that_somebody_uses_is_left_alone()
    {
        await Bot.DisposeAsync();
        await CopyAsync();

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(CopyAsync);

        Assert.Contains("not empty", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_there_is_said_and_nothing_is_copied()
    {
        await Bot.DisposeAsync();
        await ExecuteAsync(
            "insert into people (id, name, zone, seen_at) values ('p', 'a' || char(0) || 'b', 'UTC', '2026-03-03 10:00:00+00:00')"
        );

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(CopyAsync);
        Assert.Contains("nothing was copied", refusal.Message, StringComparison.Ordinal);

        await ExecuteAsync("delete from people where id = 'p'");
        Assert.NotEmpty(await CopyAsync());
    }

    [Fact]
    public async Task A_file_that_another_program_writes_to_is_not_copied()
    {
        await Bot.DisposeAsync();
        await using var writer = new SqliteConnection($"Data Source={File};Pooling=false");
        await writer.OpenAsync(Cancellation);
        await using var transaction = writer.BeginTransaction(deferred: false);

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(CopyAsync);

        Assert.Contains("Stop the bot", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<List<CopiedTable>> CopyAsync()
    {
        var copied = new List<CopiedTable>();
        await StoreCopy.CopyAsync(File, (PostgresDialect)_target.Dialect, copied.Add, Cancellation);
        return copied;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        await connection.ExecuteAsync(sql);
    }
}
