using IncidentBot.Chat;
using IncidentBot.Storage;
using IncidentBot.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.Contracts.Store;

public sealed class SqliteFaults() : StoreContract(new SqliteTestDatabase())
{
    private static readonly string Long = new('a', 60_000);

    private SqliteTestDatabase Sqlite => (SqliteTestDatabase)TestDatabase;

    [Theory]
    [InlineData(DiskFault.ReadOnly, "read-only")]
    [InlineData(DiskFault.Full, "full")]
    public async Task A_broken_disk_is_said_clearly_records_nothing_and_heals(DiskFault fault, string word)
    {
        await RecordAsync("open X");

        Sqlite.Disk.Fault = fault;
        var reply = await SayAsync("INC-1 note " + Long, "m1");
        Assert.Equal(Outcome.Refused, reply.Outcome);
        Assert.Contains(word, Text(reply), StringComparison.Ordinal);
        Assert.Contains("nothing was recorded", Text(reply), StringComparison.Ordinal);
        Assert.Equal((1, 1), ((await IncidentAsync()).Sequence, (await ReplayedAsync()).Sequence));
        Assert.Equal(0, await QueryAsync<long>("select count(*) from inbound_messages"));

        Sqlite.Disk.Fault = DiskFault.None;
        Assert.Equal(Outcome.Recorded, (await SayAsync("INC-1 note " + Long, "m1")).Outcome);
        Assert.Equal(2, (await ReplayedAsync()).Sequence);
    }

    [Fact]
    public async Task What_is_known_can_be_read_while_the_disk_is_broken()
    {
        await RecordAsync("open X");
        Sqlite.Disk.Fault = DiskFault.ReadOnly;

        Assert.Contains("INC-1", Text(await SayAsync("list")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliveries_wait_for_the_disk()
    {
        await RecordAsync("open X");
        Sqlite.Disk.Fault = DiskFault.ReadOnly;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Bot.Relay.DrainAsync(Cancellation));

        Sqlite.Disk.Fault = DiskFault.None;
        await Bot.Relay.DrainAsync(Cancellation);

        Assert.Single(Chat.Done, call => call.Kind == "open");
    }

    [Fact]
    public async Task A_file_of_a_newer_bot_is_refused_with_a_sentence()
    {
        await Bot.Database.WriteAsync("insert into schema_versions (version, name) values (9999, 'later')", new { }, Cancellation);

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(StartAsync);

        Assert.Contains("version 9999", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--database", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_with_a_sentence()
    {
        var file = Sqlite.File + ".txt";
        await File.WriteAllTextAsync(file, new string('x', 8_192), Cancellation);

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            Database.OpenAsync(new SqliteDialect(file), Cancellation)
        );

        Assert.Contains("damaged", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused_with_a_sentence() =>
        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            Database.OpenAsync(new SqliteDialect(Path.Combine(Sqlite.File, "not", "there.db")), Cancellation)
        );

    [Fact]
    public async Task Processes_that_start_at_once_on_a_new_file_do_not_collide()
    {
        var file = Sqlite.File + ".new";

        var databases = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => Database.OpenAsync(new SqliteDialect(file), Cancellation)))
        );

        foreach (var database in databases)
        {
            await database.DisposeAsync();
        }

        await using var connection = new SqliteConnection($"Data Source={file}");
        Assert.Equal(
            Migrator.Newest,
            await Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, "select max(version) from schema_versions")
        );
    }

    [Fact]
    public async Task A_file_from_before_the_first_migration_is_brought_up()
    {
        var file = Sqlite.File + ".old";
        await using (var connection = new SqliteConnection($"Data Source={file}"))
        {
            await Dapper.SqlMapper.ExecuteAsync(
                connection,
                "create table schema_versions (version integer not null primary key, name text not null)"
            );
        }

        await using var bot = await Bot.StartAsync(new SqliteDialect(file), Clock, NullLoggerFactory.Instance, Cancellation);

        var reply = await bot.Desk.HandleAsync(new Inbound(Cast.Amara, "UTC", General, "open X"), Cancellation);
        Assert.Equal(Outcome.Recorded, reply.Outcome);
    }

    [Fact]
    public async Task A_commit_is_on_the_disk_before_it_is_answered()
    {
        await using var connection = Sqlite.Disk.Connect();
        await connection.OpenAsync(Cancellation);
        await Sqlite.Disk.PrepareAsync(connection, Cancellation);

        Assert.Equal(2, await Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, "pragma synchronous"));
        Assert.Equal("wal", await Dapper.SqlMapper.ExecuteScalarAsync<string>(connection, "pragma journal_mode"));
    }
}
