using Dapper;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Contracts.Store;

public abstract class WakeupContract(TestDatabase database) : StoreContract(database)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await RecordAsync("open X", "INC-1 lead", "INC-1 suspect The database for 20m", "INC-1 update Rolling back next 30m");
    }

    [Fact]
    public async Task Nothing_happens_early()
    {
        Clock.Advance(Duration.FromMinutes(19));

        Assert.Equal(0, await Bot.Wakeups.RunDueAsync(Cancellation));
        Assert.Equal(TestClock.Tuesday + Duration.FromMinutes(20), await Bot.Wakeups.NextAsync(Cancellation));
    }

    [Fact]
    public async Task What_is_due_happens_once()
    {
        Clock.Advance(Duration.FromMinutes(20));
        await Bot.Wakeups.RunDueAsync(Cancellation);
        await Bot.Wakeups.RunDueAsync(Cancellation);

        Assert.Single((await ReplayedAsync()).Entries, entry => entry.What is TimeBoxEnded);
    }

    [Fact]
    public async Task Two_that_look_at_once_record_it_once()
    {
        Clock.Advance(Duration.FromMinutes(20));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Bot.Wakeups.RunDueAsync(Cancellation))));

        Assert.Single((await ReplayedAsync()).Entries, entry => entry.What is TimeBoxEnded);
    }

    [Fact]
    public async Task After_hours_of_downtime_each_happens_once()
    {
        Clock.Advance(Duration.FromHours(9));
        await RestartAsync();

        Assert.Equal(2, await Bot.Wakeups.RunDueAsync(Cancellation));
        Assert.Equal(0, await Bot.Wakeups.RunDueAsync(Cancellation));
        Assert.Equal(6, (await ReplayedAsync()).Sequence);
        Assert.Null(await Bot.Wakeups.NextAsync(Cancellation));
    }

    [Fact]
    public async Task What_was_decided_meanwhile_does_not_happen()
    {
        await RecordAsync("INC-1 ruledout H1 Load is normal", "INC-1 update All is well");
        Clock.Advance(Duration.FromHours(1));

        Assert.Equal(0, await Bot.Wakeups.RunDueAsync(Cancellation));
        Assert.Equal(6, (await ReplayedAsync()).Sequence);
    }

    [Fact]
    public async Task A_due_time_that_moved_happens_at_its_new_time()
    {
        await RecordAsync("INC-1 update Again next 2h");
        Clock.Advance(Duration.FromMinutes(60));
        await Bot.Wakeups.RunDueAsync(Cancellation);
        Assert.DoesNotContain((await ReplayedAsync()).Entries, entry => entry.What is StatusUpdateFellDue);

        Clock.Advance(Duration.FromMinutes(60));
        await Bot.Wakeups.RunDueAsync(Cancellation);

        Assert.Single((await ReplayedAsync()).Entries, entry => entry.What is StatusUpdateFellDue);
    }

    [Fact]
    public async Task What_cannot_be_handled_keeps_nobody_waiting()
    {
        await Bot.Database.WriteAsync(
            "insert into wakeups (incident, kind, number, due_at) values (99, 0, 1, @at)",
            new { at = Clock.Now },
            Cancellation
        );
        Clock.Advance(Duration.FromMinutes(20));

        Assert.Equal(2, await Bot.Wakeups.RunDueAsync(Cancellation));

        Assert.Single((await ReplayedAsync()).Entries, entry => entry.What is TimeBoxEnded);
        Assert.Equal(0, await Bot.Wakeups.RunDueAsync(Cancellation));
    }
}
