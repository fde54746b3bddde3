using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Contracts.Store;

public abstract class OutboxContract(TestDatabase database) : StoreContract(database)
{
    private static readonly Duration LeaseLength = Duration.FromMinutes(2);

    private OutboxQueue Queue => new(Bot.Database);

    [Fact]
    public async Task Only_the_first_of_each_conversation_is_given_out()
    {
        await RecordAsync("open X", "INC-1 note A", "INC-1 note B", "open Y");

        var claimed = await ClaimAsync();

        Assert.Equal(
            ["INC-1", "INC-1 announcement", "INC-2", "INC-2 announcement"],
            claimed.Select(delivery => delivery.Conversation).Order(StringComparer.Ordinal)
        );
        Assert.All(
            claimed.Where(delivery => !delivery.Conversation.EndsWith("announcement", StringComparison.Ordinal)),
            delivery => Assert.IsType<OpenChannel>(delivery.Effect)
        );
    }

    [Fact]
    public async Task Two_claimers_never_get_the_same_row()
    {
        for (var i = 0; i < 10; i++)
        {
            await RecordAsync($"open Number {i}");
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(ClaimAsync)));

        var ids = claims.SelectMany(claim => claim).Select(delivery => delivery.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(20, ids.Count);
    }

    [Fact]
    public async Task A_row_whose_claimer_died_is_given_out_again_after_the_lease()
    {
        await RecordAsync("open X");
        var first = await ClaimAsync();

        Assert.Empty(await ClaimAsync());
        Clock.Advance(LeaseLength + Duration.FromSeconds(1));
        var second = await ClaimAsync();

        Assert.Equal(
            first.Select(delivery => (delivery.Id, 2)).Order(),
            second.Select(delivery => (delivery.Id, delivery.Attempts)).Order()
        );
    }

    [Fact]
    public async Task What_was_under_way_when_the_bot_ended_goes_on_at_once_where_it_is_alone_on_its_database()
    {
        await RecordAsync("open X");
        var first = await ClaimAsync();

        await Bot.Relay.ResumeAsync(Cancellation);

        Assert.Equal(Bot.Database.Dialect.Writers == 1 ? first.Count : 0, (await ClaimAsync()).Count);
    }

    [Fact]
    public async Task A_living_node_keeps_what_it_delivers_however_slow_the_platform_is()
    {
        await RecordAsync("open X private");
        var delivery = Assert.Single(await ClaimAsync());
        var (time, slow) = (new ManualTime(), new TaskCompletionSource());
        var held = new Lease(Queue, Clock, time).HoldAsync(delivery, slow.Task);
        Clock.Advance(LeaseLength - Duration.FromSeconds(1));

        await time.WhenTimersWait();
        time.Advance(Lease.BetweenRenewals);
        await time.WhenTimersWait();
        Clock.Advance(Duration.FromSeconds(2));

        Assert.Empty(await ClaimAsync());
        slow.SetResult();
        await held;
        Clock.Advance(Lease.Length);
        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task A_clock_that_is_set_back_keeps_nothing_waiting()
    {
        await RecordAsync("open X private", "open Y private");
        var claimed = await ClaimAsync();
        await Queue.RetryAsync(claimed[0], Clock.Now + Duration.FromSeconds(5), "later", Cancellation);

        Clock.Advance(-Duration.FromHours(1));

        Assert.Equal(2, (await ClaimAsync()).Count);
    }

    [Fact]
    public async Task What_is_said_after_the_clock_was_set_back_comes_behind_what_waits()
    {
        await RecordAsync("open X", "open Y", "INC-2 update First");
        Clock.Advance(-Duration.FromHours(1));
        await RecordAsync("INC-1 update Second");

        var first = (await ClaimAsync()).Single(delivery => delivery.Effect is PostAnnouncement);

        Assert.Equal(2, first.Incident.Number);
    }

    [Fact]
    public async Task One_whose_lease_ran_out_has_nothing_more_to_say()
    {
        await RecordAsync("open X private");
        var first = Assert.Single(await ClaimAsync());
        Clock.Advance(LeaseLength + Duration.FromSeconds(1));
        Assert.Single(await ClaimAsync());

        await Queue.RetryAsync(first, Clock.Now, "late", Cancellation);
        await Queue.GiveUpAsync(first, Clock.Now, "late", Cancellation);

        Assert.Empty(await ClaimAsync());
        Assert.Equal(0, await QueryAsync<long>("select count(*) from outbox where given_up_at is not null"));
    }

    [Fact]
    public async Task Updates_of_a_card_that_wait_are_one()
    {
        await RecordAsync("open X", "INC-1 sev 1", "INC-1 sev 2", "INC-1 impact 30%");

        Assert.Equal(1, await QueryAsync<long>("select count(*) from outbox where coalesces_as = 'header'"));
        Assert.Equal(1, await QueryAsync<long>("select count(*) from outbox where coalesces_as = 'announcement'"));
    }

    [Fact]
    public async Task An_update_that_is_under_way_does_not_swallow_the_next_change()
    {
        await RecordAsync("open X");
        await ClaimAsync();

        await RecordAsync("INC-1 sev 1");

        Assert.Equal(2, await QueryAsync<long>("select count(*) from outbox where coalesces_as = 'announcement'"));
    }

    [Fact]
    public async Task A_conversation_keeps_its_order_when_commands_overtake_each_other()
    {
        await RecordAsync("open X");
        Clock.Advance(Duration.FromMinutes(1));
        await RecordAsync("INC-1 note First");
        Clock.Advance(-Duration.FromSeconds(30));
        await RecordAsync("INC-1 note Second");
        Clock.Advance(Duration.FromMinutes(1));

        await Bot.Relay.DrainAsync(Cancellation);

        var posts = Chat.Posted("inc-1-x")
            .Where(text =>
                text.Contains("note", StringComparison.Ordinal)
                || text.Contains("st", StringComparison.Ordinal)
                || text.Contains("Second", StringComparison.Ordinal)
            )
            .ToList();
        Assert.True(
            posts.FindIndex(text => text.Contains("First", StringComparison.Ordinal))
                < posts.FindIndex(text => text.Contains("Second", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task What_is_due_next_is_known()
    {
        Assert.Null(await Queue.NextDueAsync(Cancellation));

        await RecordAsync("open X");

        Assert.Equal(Clock.Now, await Queue.NextDueAsync(Cancellation));
    }

    private Task<List<Delivery>> ClaimAsync() => Queue.ClaimAsync(["fake", "web"], Clock.Now, Clock.Now + LeaseLength, Cancellation);
}
