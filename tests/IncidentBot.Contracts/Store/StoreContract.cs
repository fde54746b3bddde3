using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Jobs;
using IncidentBot.People;
using IncidentBot.Reminders;
using IncidentBot.Storage;
using IncidentBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace IncidentBot.Contracts.Store;

/// <summary>A database of the test's own, which the bot can leave and come back to.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>Connects to it; every one is the same database.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>Makes it; skips the test where there is nothing to make it with.</summary>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public abstract ValueTask DisposeAsync();
}

/// <summary>What the contracts share: a bot on a database, with a chat in memory and a clock that stands still.</summary>
public abstract class StoreContract(TestDatabase database) : IAsyncLifetime
{
    protected static Place General { get; } = new("fake", "general");

    protected TestDatabase TestDatabase => database;

    protected FakeChat Chat { get; } = new();

    protected TestClock Clock { get; } = new();

    protected Bot Bot { get; private set; } = null!;

    /// <summary>What is set about reminders.</summary>
    protected virtual ReminderOptions Reminders => ReminderOptions.Default;

    /// <summary>What wakes the bot; nothing where the test does.</summary>
    protected virtual Func<Database, IJobEngine>? Jobs => null;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        Bot = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await LeaveAsync();
        await (Bot?.DisposeAsync() ?? ValueTask.CompletedTask);
        await database.DisposeAsync();
    }

    /// <summary>What a contract began besides the bot ends here, while its database is still there.</summary>
    protected virtual ValueTask LeaveAsync() => ValueTask.CompletedTask;

    /// <summary>The process ends and another one begins on the same database.</summary>
    protected async Task RestartAsync()
    {
        await Bot.DisposeAsync();
        Bot = await StartAsync();
    }

    protected async Task<Bot> StartAsync() =>
        await Bot.StartAsync(database.Dialect, Clock, NullLoggerFactory.Instance, Cancellation, _ => [Chat], Reminders, Jobs);

    protected Task<Reply> SayAsync(string words, string? messageId = null, Person? who = null, Place? where = null) =>
        Bot.Desk.HandleAsync(new Inbound(who ?? Cast.Amara, "UTC", where ?? General, words, messageId), Cancellation);

    /// <summary>Says lines that all have to be recorded.</summary>
    protected async Task RecordAsync(params string[] lines)
    {
        foreach (var line in lines)
        {
            var reply = await SayAsync(line);
            Assert.True(reply.Outcome == Outcome.Recorded, Text(reply));
        }
    }

    protected async Task<Incident> IncidentAsync(int number = 1) =>
        await Bot.Store.FindAsync(new IncidentId(number), Cancellation)
        ?? throw new InvalidOperationException($"There is no INC-{number}.");

    /// <summary>The incident as the events in the database make it, whatever memory says.</summary>
    protected async Task<Incident> ReplayedAsync(int number = 1) =>
        await Bot.Database.ReadAsync(connection => IncidentStore.LoadAsync(connection, null, new IncidentId(number)), Cancellation)
        ?? throw new InvalidOperationException($"There is no INC-{number}.");

    protected Task<T> QueryAsync<T>(string sql, object? parameters = null) =>
        Bot.Database.ReadAsync(
            async connection => (await Dapper.SqlMapper.ExecuteScalarAsync<T>(connection, sql, parameters))!,
            Cancellation
        );

    protected static string Text(Reply reply) => PlainTextCard.Render(reply.Card);
}
