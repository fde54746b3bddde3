using IncidentBot.Chat;
using IncidentBot.Storage;
using IncidentBot.Testing;
using Microsoft.Data.Sqlite;

namespace IncidentBot.Contracts.Store;

/// <summary>SQLite's writer goes on while the disk takes what it wrote before; what happens where the disk does not take it.</summary>
public sealed class WaitingForTheSqliteDisk() : StoreContract(new SqliteTestDatabase())
{
    private SqliteTestDatabase Sqlite => (SqliteTestDatabase)TestDatabase;

    [Fact]
    public async Task Whoever_waits_in_vain_is_answered_all_the_same_and_recorded_once()
    {
        await RecordAsync("open X");

        for (var round = 0; round < 4; round++)
        {
            Sqlite.Disk.FailingFlushes = 2;
            Assert.All(await NotesAsync(round), reply => Assert.Equal(Outcome.Recorded, reply.Outcome));
        }

        Assert.NotEqual(0, Sqlite.Disk.FailedFlushes);
        Assert.Equal(81, (await ReplayedAsync()).Sequence);
    }

    [Fact]
    public async Task Where_the_disk_takes_nothing_nobody_is_told_that_it_has_and_once_it_does_nothing_is_twice()
    {
        await RecordAsync("open X");
        Sqlite.Disk.Fault = DiskFault.Stuck;

        var replies = await NotesAsync(0);

        Assert.NotEqual(0, Sqlite.Disk.FailedFlushes);
        Assert.Contains(replies, reply => Text(reply).Contains("Look whether it is there", StringComparison.Ordinal));

        Sqlite.Disk.Fault = DiskFault.None;
        Assert.All(await NotesAsync(0), reply => Assert.Equal(Outcome.Recorded, reply.Outcome));
        Assert.Equal(21, (await ReplayedAsync()).Sequence);
    }

    [Fact]
    public async Task After_a_wait_in_vain_everything_is_written_once_more()
    {
        await RecordAsync("open X", "INC-1 note Kept");
        var file = Sqlite.File;
        Assert.NotEqual(0, new FileInfo(file + "-wal").Length);

        await using var session = await SqliteFlush.OpenAsync(new SqliteConnection($"Data Source={file};Pooling=false"), true, () => { });

        Assert.Equal(0, new FileInfo(file + "-wal").Length);
        await session.FlushAsync();
        Assert.True(session.IsOpen);
        Assert.Equal(2, (await ReplayedAsync()).Sequence);
    }

    [Fact]
    public async Task The_same_message_among_many_at_once_is_recorded_once_and_answered_alike()
    {
        await RecordAsync("open X");

        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(time => SayAsync($"INC-1 note Number {time % 4}", $"m{time % 4}")));

        Assert.Equal(5, (await ReplayedAsync()).Sequence);
        Assert.All(
            replies.Select((reply, time) => (Text: Text(reply), time)).GroupBy(said => said.time % 4),
            same => Assert.Single(same.Select(said => said.Text).Distinct())
        );
    }

    private Task<Reply[]> NotesAsync(int round) =>
        Task.WhenAll(Enumerable.Range(0, 20).Select(note => SayAsync($"INC-1 note Number {round} {note}", $"m{round}-{note}")));
}
