using IncidentBot.Chat;
using IncidentBot.Retention;
using NodaTime;

namespace IncidentBot.Contracts.Store;

public abstract class RetentionContract(TestDatabase database) : StoreContract(database)
{
    private const int Many = 1_203;

    private PurgeCall Purge(RetentionOptions? options = null) => new(Bot.Database, options ?? new RetentionOptions(), Clock);

    [Fact]
    public async Task What_is_older_than_it_has_to_be_goes_however_much_it_is_and_is_written_down()
    {
        await RecordAsync("open X");
        await Task.WhenAll(Enumerable.Range(0, Many).Select(i => SayAsync($"INC-1 note {i}", $"m{i}")));
        Clock.Advance(Duration.FromDays(91));
        await SayAsync("INC-1 note last", "last");
        var events = await QueryAsync<long>("select count(*) from incident_events");

        Assert.Equal(Many, await Purge().RunAsync(Cancellation));

        Assert.Equal("last", await QueryAsync<string>("select min(id) from inbound_messages"));
        Assert.Equal(events, await QueryAsync<long>("select count(*) from incident_events"));
        var upkeep = Assert.Single(await UpkeepLog.ListAsync(Bot.Database, 10, Cancellation));
        Assert.Equal(new Upkeep(Clock.Now, "IncidentBot", "purged identities of inbound messages", Many), upkeep);
        Assert.Equal(0, await Purge().RunAsync(Cancellation));
        Assert.Single(await UpkeepLog.ListAsync(Bot.Database, 10, Cancellation));
    }

    [Fact]
    public async Task A_repetition_is_known_until_then()
    {
        await RecordAsync("open X");
        await SayAsync("INC-1 note once", "m");
        Clock.Advance(Duration.FromDays(89));
        await Purge().RunAsync(Cancellation);

        await SayAsync("INC-1 note once", "m");

        Assert.Equal(2, (await ReplayedAsync()).Sequence);
    }

    [Fact]
    public async Task Only_what_was_given_up_leaves_the_outbox()
    {
        await RecordAsync("open X");
        await Bot.Relay.DrainAsync(Cancellation);
        Chat.Fails("invite", DeliveryFailure.PersonGone, isPermanent: true);
        await RecordAsync("INC-1 escalate <@fake:lee|Lee Novak> Please help");
        await Bot.Relay.DrainAsync(Cancellation);
        await RecordAsync("INC-1 note waits");
        var waiting = await QueryAsync<long>("select count(*) from outbox where given_up_at is null");
        Clock.Advance(Duration.FromDays(91));

        Assert.Equal(1, await Purge(new RetentionOptions { Messages = null }).RunAsync(Cancellation));

        Assert.Equal(waiting, await QueryAsync<long>("select count(*) from outbox"));
        Assert.NotEqual(0, waiting);
    }

    [Fact]
    public async Task Whoever_says_never_keeps_everything()
    {
        await RecordAsync("open X");
        await SayAsync("INC-1 note once", "m");
        Clock.Advance(Duration.FromDays(10_000));

        Assert.Equal(
            0,
            await Purge(
                    new RetentionOptions
                    {
                        Messages = null,
                        GivenUp = null,
                        Upkeep = null,
                    }
                )
                .RunAsync(Cancellation)
        );

        Assert.Equal(1, await QueryAsync<long>("select count(*) from inbound_messages"));
    }
}
