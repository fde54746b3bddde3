using System.Data.Common;
using Dapper;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Testing;
using IncidentBot.Timeline;

namespace IncidentBot.Contracts.Store;

public abstract class CommitQueueContract(TestDatabase database) : StoreContract(database)
{
    private const string AddPerson = "insert into people (id, name, zone, seen_at) values (@id, 'X', 'UTC', '2026-03-03 10:00:00+00')";

    [Fact]
    public async Task Many_that_wait_share_few_transactions()
    {
        await RecordAsync("open X");
        var before = Bot.Database.Queue.Commits;

        await BehindAsync(() => Enumerable.Range(0, 100).Select(i => SayAsync($"INC-1 note {i}")));

        Assert.InRange(Bot.Database.Queue.Commits - before, 1, 5);
    }

    [Fact]
    public async Task Rest_costs_nothing_that_was_said_and_nothing_that_is_said_next()
    {
        await RecordAsync("open X");

        await Bot.Database.RestAsync(Cancellation);
        await RecordAsync("INC-1 note A");
        await Bot.Database.RestAsync(Cancellation);

        Assert.Equal(["X", "A"], (await ReplayedAsync()).Entries.Select(entry => entry.What.Words));
    }

    [Fact]
    public async Task A_write_that_fails_takes_back_only_itself()
    {
        var outcomes = await BehindAsync(() => Enumerable.Range(0, 9).Select(i => WriteAsync($"p{i}", fails: i % 3 == 1)));

        Assert.Equal(3, outcomes.Count(task => task.IsFaulted));
        Assert.All(
            outcomes.Where(task => task.IsFaulted),
            task => Assert.IsType<InvalidOperationException>(task.Exception!.InnerException)
        );
        Assert.Equal(6, await QueryAsync<long>("select count(*) from people"));
    }

    [Fact]
    public async Task A_decision_that_throws_takes_back_only_itself()
    {
        await RecordAsync("open X");

        var outcomes = await BehindAsync(() =>
            Of(
                () => SayAsync("INC-1 note A"),
                () => DecideAsync(_ => throw new InvalidOperationException("ours")),
                () => SayAsync("INC-1 note B")
            )
        );

        Assert.True(outcomes[1].IsFaulted);
        Assert.Equal(["X", "A", "B"], (await ReplayedAsync()).Entries.Select(entry => entry.What.Words));
    }

    [Fact]
    public async Task A_decision_whose_rows_fail_half_way_leaves_none_of_them()
    {
        await RecordAsync("open X");

        // The second event has the number of the first: the database refuses it after the first was inserted.
        var outcomes = await BehindAsync(() =>
            Of(
                () => SayAsync("INC-1 note A"),
                () => DecideAsync(incident => Twice(Decider.Decide(incident, new AddEntry("Bad"), AskedNow))),
                () => SayAsync("INC-1 note B")
            )
        );

        Assert.True(outcomes[1].IsFaulted);
        Assert.Equal(["X", "A", "B"], (await ReplayedAsync()).Entries.Select(entry => entry.What.Words));
        Assert.Equal(3, (await IncidentAsync()).Sequence);
        Assert.Equal(3, await QueryAsync<long>("select sequence from incidents"));
    }

    [Fact]
    public async Task An_opening_whose_rows_fail_uses_up_no_number_and_leaves_no_incident()
    {
        await Assert.ThrowsAnyAsync<DbException>(() =>
            Bot.Store.OpenAsync(null, id => Twice(Decider.Decide(id, new Open("Bad"), AskedNow, "UTC")), Cancellation)
        );

        Assert.Equal(1, (await SayAsync("open Good")).Incident);
    }

    [Fact]
    public async Task Memory_that_is_behind_the_database_is_read_anew_and_the_command_decided_again()
    {
        await RecordAsync("open X", "INC-1 note A");
        await Bot.Database.WriteAsync(
            "insert into incident_events select incident, 3, kind, data, by_id, by_name, precision_of_time, occurred_from, occurred_to, zone, recorded_at from incident_events where sequence = 2",
            new { },
            Cancellation
        );

        await RecordAsync("INC-1 note B");

        Assert.Equal(4, (await ReplayedAsync()).Sequence);
        Assert.Equal("B", (await IncidentAsync()).Entries[^1].What.Words);
    }

    [Fact]
    public async Task A_write_sees_the_incidents_of_its_batch()
    {
        await RecordAsync("open X");
        var read = Task.FromResult("");

        await BehindAsync(() => Of(() => SayAsync("INC-1 correct #1 Y"), () => read = ReadTitleAsync()));

        Assert.Equal("Y", await read);
    }

    [Fact]
    public async Task A_listener_that_fails_denies_nobody_their_answer()
    {
        await RecordAsync("open X");
        Bot.Store.Committed += _ => throw new InvalidOperationException("a listener's own mistake");

        Assert.Equal(Outcome.Recorded, (await SayAsync("INC-1 note A")).Outcome);
        Assert.Equal(Outcome.Recorded, (await SayAsync("INC-1 note B")).Outcome);
        Assert.Equal(3, (await IncidentAsync()).Sequence);
    }

    [Fact]
    public async Task Who_has_given_up_before_is_not_recorded()
    {
        await RecordAsync("open X");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Bot.Desk.HandleAsync(new Inbound(Cast.Amara, "UTC", General, "INC-1 note A"), new CancellationToken(true))
        );

        Assert.Equal(1, (await ReplayedAsync()).Sequence);
    }

    [Fact]
    public async Task A_bot_that_stops_finishes_what_was_taken_and_says_no_to_the_rest()
    {
        await RecordAsync("open X");
        var taken = Enumerable.Range(0, 20).Select(i => SayAsync($"INC-1 note {i}")).ToList();
        await Bot.DisposeAsync();

        var replies = await Task.WhenAll(taken);
        var late = await SayAsync("INC-1 note late");
        Assert.Contains("stopping", Text(late), StringComparison.Ordinal);
        await RestartAsync();
        Assert.Equal(1 + replies.Count(reply => reply.Outcome == Outcome.Recorded), (await ReplayedAsync()).Sequence);
    }

    private Asked AskedNow => new(Cast.Amara, General, Clock.Now);

    private Task<Reply> DecideAsync(Func<Incident, Decided> decide) => Bot.Store.CommitAsync(new IncidentId(1), null, decide, Cancellation);

    private static Decided Twice(Decided decided) => decided with { Events = [.. decided.Events, .. decided.Events] };

    private Task<int> WriteAsync(string id, bool fails) =>
        Bot.Database.WriteAsync(
            async transaction =>
            {
                var rows = await transaction.Connection!.ExecuteAsync(AddPerson, new { id }, transaction);
                return fails ? throw new InvalidOperationException("ours") : rows;
            },
            Cancellation
        );

    private Task<string> ReadTitleAsync() =>
        Bot.Database.WriteAsync(
            async transaction =>
                (await transaction.Connection!.ExecuteScalarAsync<string>("select title from incidents", transaction: transaction))!,
            Cancellation
        );

    // Begun one behind the other, each when it is asked for.
    private static IEnumerable<Task> Of(params Func<Task>[] begin) => begin.Select(begun => begun());

    // While one write holds the queue, the others gather behind it and are one batch.
    private async Task<List<Task>> BehindAsync(Func<IEnumerable<Task>> others)
    {
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var first = Bot.Database.WriteAsync(
            async _ =>
            {
                begun.SetResult();
                await goOn.Task;
                return 0;
            },
            Cancellation
        );
        await begun.Task;
        var waiting = new List<Task>();
        foreach (var other in others())
        {
            waiting.Add(other);
            while (Bot.Database.Queue.Waiting < waiting.Count)
            {
                await Task.Yield();
                Cancellation.ThrowIfCancellationRequested();
            }
        }

        goOn.SetResult();
        await first;
        await Task.WhenAll(waiting).ContinueWith(_ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
        return waiting;
    }
}
