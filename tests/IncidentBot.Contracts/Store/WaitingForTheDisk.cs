using IncidentBot.Chat;

namespace IncidentBot.Contracts.Store;

/// <summary>A server commits first and waits for its disk then, for many at once; what happens where it is lost in between.</summary>
public sealed class WaitingForTheDisk() : StoreContract(new PostgresTestDatabase())
{
    [Fact]
    public async Task Whoever_loses_the_wait_is_answered_all_the_same_and_recorded_once()
    {
        await RecordAsync("open X");
        var cut = 0L;

        for (var round = 0; round < 4; round++)
        {
            cut += await CutAsync();
            var replies = await Task.WhenAll(
                Enumerable.Range(0, 20).Select(note => SayAsync($"INC-1 note Number {round} {note}", $"m{round}-{note}"))
            );
            Assert.All(replies, reply => Assert.Equal(Outcome.Recorded, reply.Outcome));
        }

        Assert.NotEqual(0, cut);
        Assert.Equal(80, (await NotesAsync(1)).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(80, (await NotesAsync(1)).Count());
    }

    [Fact]
    public async Task However_often_the_wait_is_lost_each_of_many_is_recorded_once()
    {
        await RecordAsync("open X", "open Y");

        var all = Task.WhenAll(Enumerable.Range(1, 60).Select(note => SayAsync($"INC-{1 + (note % 2)} note Number {note}", $"m{note}")));
        for (var cut = 0; cut < 10 && !all.IsCompleted; cut++)
        {
            await CutAsync();
        }

        Assert.All(await all, reply => Assert.Equal(Outcome.Recorded, reply.Outcome));
        var notes = (await NotesAsync(1)).Concat(await NotesAsync(2)).ToList();
        Assert.Equal((60, 60), (notes.Count, notes.Distinct(StringComparer.Ordinal).Count()));
    }

    private Task<long> CutAsync() =>
        QueryAsync<long>(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and query like 'select pg_logical_emit%'"
        );

    private async Task<IEnumerable<string>> NotesAsync(int incident) =>
        (await IncidentAsync(incident))
            .Entries.Select(entry => entry.What.Words ?? "")
            .Where(text => text.StartsWith("Number", StringComparison.Ordinal));
}
