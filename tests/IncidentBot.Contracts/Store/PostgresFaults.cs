using Dapper;
using IncidentBot.Chat;
using IncidentBot.Storage;
using Npgsql;

namespace IncidentBot.Contracts.Store;

/// <summary>What can go wrong with a server.</summary>
public sealed class PostgresFaults() : StoreContract(new PostgresTestDatabase())
{
    private PostgresTestDatabase Postgres => (PostgresTestDatabase)TestDatabase;

    [Fact]
    public async Task A_server_that_cut_every_connection_loses_nothing_and_refuses_nobody()
    {
        await RecordAsync("open X", "INC-1 note A");

        await CutAsync();
        await RecordAsync("INC-1 note B");
        await CutAsync();
        var shown = await SayAsync("INC-1 show");

        Assert.Equal(Outcome.Answered, shown.Outcome);
        Assert.Equal(["X", "A", "B"], (await ReplayedAsync()).Entries.Select(entry => entry.What.Words));
    }

    [Fact]
    public async Task What_became_of_a_commit_whose_answer_was_lost_can_be_asked()
    {
        await RecordAsync("open X");
        var (committed, rolledBack) = (await TransactionAsync(commits: true), await TransactionAsync(commits: false));

        Assert.True(await TestDatabase.Dialect.WasCommittedAsync(committed, Cancellation));
        Assert.False(await TestDatabase.Dialect.WasCommittedAsync(rolledBack, Cancellation));
    }

    [Fact]
    public async Task A_database_of_a_newer_bot_is_refused_with_a_sentence()
    {
        await Bot.Database.WriteAsync("insert into schema_versions (version, name) values (9999, 'later')", new { }, Cancellation);

        Assert.Contains(
            "version 9999",
            (await Assert.ThrowsAsync<StorageUnavailableException>(StartAsync)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Nodes_that_start_at_once_on_a_new_database_do_not_collide()
    {
        await using var empty = new PostgresTestDatabase();
        await empty.InitializeAsync();

        var databases = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => Database.OpenAsync(empty.Dialect, Cancellation)))
        );

        Assert.Equal(SchemaVersion.Newest, await SchemaVersion.ReadAsync(databases[0], Cancellation));
        foreach (var database in databases)
        {
            await database.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("Database=nowhere", "is not there")]
    [InlineData("Host=/nowhere", "cannot be reached")]
    [InlineData("Username=nobody-known", "does not let the bot in")]
    public async Task A_server_that_cannot_be_used_is_said_without_the_password(string change, string says)
    {
        var other = new NpgsqlConnectionStringBuilder(Postgres.Connection) { Password = "hunter2" };
        var part = change.Split('=');
        other[part[0]] = part[1];

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            Database.OpenAsync(new PostgresDialect(other.ToString()), Cancellation)
        );

        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_is_on_the_disk_before_it_is_answered()
    {
        Assert.Equal("on", await QueryAsync<string>("show fsync"));
        Assert.Equal("on", await QueryAsync<string>("show synchronous_commit"));
    }

    [Fact]
    public void The_place_names_neither_user_nor_password() =>
        Assert.Equal("incidents at db.example", new PostgresDialect("Host=db.example;Database=incidents;Username=u;Password=p").Place);

    private async Task CutAsync()
    {
        await using var connection = new NpgsqlConnection(Postgres.Connection + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await connection.ExecuteAsync(
            "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        );
    }

    private async Task<string> TransactionAsync(bool commits)
    {
        await using var connection = new NpgsqlConnection(Postgres.Connection + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        var id = await connection.ExecuteScalarAsync<string>("select pg_current_xact_id()::text");
        await (commits ? transaction.CommitAsync(Cancellation) : transaction.RollbackAsync(Cancellation));
        return id!;
    }
}
