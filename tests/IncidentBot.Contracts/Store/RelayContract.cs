using Dapper;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Contracts.Store;

public abstract class RelayContract(TestDatabase database) : StoreContract(database)
{
    private const string Channel = "inc-1-x";

    [Fact]
    public async Task Every_effect_happens_once_and_in_order()
    {
        await RecordAsync("open X", "INC-1 note A", "INC-1 note B");

        await Bot.Relay.DrainAsync(Cancellation);
        await Bot.Relay.DrainAsync(Cancellation);

        var there = Chat.Done.Where(call => call.Where == Channel).Select(call => call.Kind).ToList();
        Assert.Equal("open", there[0]);
        Assert.Equal(Chat.Calls.Count, Chat.Done.Count);
        Assert.Equal(["A", "B"], Chat.Posted(Channel).Select(Last).Where(text => text is "A" or "B"));
        Assert.Equal(0, await QueryAsync<long>("select count(*) from outbox"));
    }

    [Fact]
    public async Task The_header_is_posted_once_and_then_changed()
    {
        await RecordAsync("open X");
        await Bot.Relay.DrainAsync(Cancellation);
        await RecordAsync("INC-1 sev 1");
        await Bot.Relay.DrainAsync(Cancellation);

        Assert.Single(Chat.Done, call => call.Kind == "post" && call.Key.Contains("/header@", StringComparison.Ordinal));
        Assert.Contains(
            Chat.Done,
            call => call.Kind == "edit" && call.Where == Channel && call.Text.Contains("sev1", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_lost_answer_is_looked_for_before_it_is_repeated()
    {
        Chat.LosesTheAnswerOf("open");
        Chat.LosesTheAnswerOf("post");
        await RecordAsync("open X", "INC-1 note A");

        await DrainWithTimeAsync(3);

        Assert.Single(Chat.Done, call => call.Kind == "open");
        Assert.Contains(Chat.Calls, call => call is { Kind: "open", MayHaveHappened: true });
        Assert.Single(Chat.Posted(Channel), text => Last(text) == "A");
    }

    [Fact]
    public async Task A_process_that_dies_after_the_effect_looks_when_it_comes_back()
    {
        await RecordAsync("open X");
        await new OutboxQueue(Bot.Database).ClaimAsync(["fake"], Clock.Now, Clock.Now + Duration.FromMinutes(2), Cancellation);

        await RestartAsync();
        await Bot.Relay.DrainAsync(Cancellation);
        Assert.Empty(Chat.Calls);
        Clock.Advance(Duration.FromMinutes(3));
        await Bot.Relay.DrainAsync(Cancellation);

        Assert.True(Assert.Single(Chat.Calls, call => call.Kind == "open").MayHaveHappened);
    }

    [Fact]
    public async Task A_failure_waits_longer_each_time_and_then_it_works()
    {
        Chat.Fails("open", DeliveryFailure.PlatformError, times: 3);
        await RecordAsync("open X");

        var tries = new List<int>();
        for (var second = 0; second <= 7; second++)
        {
            await Bot.Relay.DrainAsync(Cancellation);
            tries.Add(Chat.Calls.Count(call => call.Kind == "open"));
            Clock.Advance(Duration.FromSeconds(1));
        }

        Assert.Equal([1, 2, 2, 3, 3, 3, 3, 4], tries);
    }

    [Fact]
    public async Task What_failed_at_one_moment_does_not_come_back_at_one_moment()
    {
        const int Many = 20;
        Chat.Fails("open", DeliveryFailure.PlatformError, times: Many);
        for (var i = 0; i < Many; i++)
        {
            await RecordAsync("open X");
        }

        await Bot.Relay.DrainAsync(Cancellation);

        var due = (
            await Bot.Database.ReadAsync(
                connection => connection.QueryAsync<Instant>("select due_at from outbox where attempts = 1"),
                Cancellation
            )
        ).ToList();
        Assert.True(due.Count >= Many);
        Assert.True(due.Distinct().Count() > 1);
        Assert.All(due, at => Assert.InRange(at - Clock.Now, Duration.FromSeconds(0.8), Duration.FromSeconds(1)));
    }

    [Fact]
    public async Task A_platform_that_wants_to_be_left_alone_is()
    {
        Chat.Fails("open", DeliveryFailure.RateLimited, retryAfter: Duration.FromSeconds(30));
        await RecordAsync("open X");
        await Bot.Relay.DrainAsync(Cancellation);

        Clock.Advance(Duration.FromSeconds(29));
        await Bot.Relay.DrainAsync(Cancellation);
        Assert.Single(Chat.Calls, call => call.Kind == "open");
        Clock.Advance(Duration.FromSeconds(1));
        await Bot.Relay.DrainAsync(Cancellation);

        Assert.Equal(2, Chat.Calls.Count(call => call.Kind == "open"));
    }

    [Fact]
    public async Task What_waits_keeps_its_conversation_waiting_and_no_other()
    {
        await RecordAsync("open X", "open Y");
        await Bot.Relay.DrainAsync(Cancellation);
        Chat.Fails("post", DeliveryFailure.PlatformError);
        await RecordAsync("INC-1 note A", "INC-1 note B");
        await Bot.Relay.DrainAsync(Cancellation);
        await RecordAsync("INC-2 note C");
        await Bot.Relay.DrainAsync(Cancellation);

        Assert.DoesNotContain(Chat.Posted(Channel), text => Last(text) is "A" or "B");
        Assert.Single(Chat.Posted("inc-2-y"), text => Last(text) == "C");
    }

    [Fact]
    public async Task An_outage_of_hours_loses_nothing()
    {
        Chat.Fails("open", DeliveryFailure.Unreachable, times: 50);
        await RecordAsync("open X", "INC-1 note A");

        await DrainWithTimeAsync(52);

        Assert.Single(Chat.Posted(Channel), text => Last(text) == "A");
    }

    [Fact]
    public async Task What_will_never_arrive_is_on_the_timeline_and_said_in_the_channel()
    {
        await RecordAsync("open X");
        await Bot.Relay.DrainAsync(Cancellation);
        Chat.Fails("invite", DeliveryFailure.PersonGone, isPermanent: true);
        await RecordAsync("INC-1 escalate <@fake:lee|Lee Novak> Please help");

        await Bot.Relay.DrainAsync(Cancellation);

        var entry = Assert.Single((await ReplayedAsync()).Entries, entry => entry.What is DeliveryGivenUp);
        Assert.Equal(new DeliveryGivenUp("the invitation of Lee Novak", "PersonGone"), entry.What);
        Assert.Single(Chat.Posted(Channel), text => text.Contains("Not delivered", StringComparison.Ordinal));
        Assert.Equal(1, await QueryAsync<long>("select count(*) from outbox where given_up_at is not null"));
    }

    [Fact]
    public async Task A_channel_that_is_gone_is_reported_where_it_was_declared_and_not_for_ever()
    {
        await RecordAsync("open X");
        await Bot.Relay.DrainAsync(Cancellation);
        Chat.Fails("post", DeliveryFailure.ConversationGone, isPermanent: true, times: 2);
        await RecordAsync("INC-1 note A");

        await Bot.Relay.DrainAsync(Cancellation);

        Assert.Single((await ReplayedAsync()).Entries, entry => entry.What is DeliveryGivenUp);
        Assert.Single(Chat.Posted("general"), text => text.Contains("Not delivered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_that_cannot_be_delivered_ends_there()
    {
        await RecordAsync("open X");
        await Bot.Relay.DrainAsync(Cancellation);
        Chat.Fails("post", DeliveryFailure.ConversationGone, isPermanent: true, times: 1_000);
        await RecordAsync("INC-1 note A");

        await Bot.Relay.DrainAsync(Cancellation);

        Assert.Single((await ReplayedAsync()).Entries, entry => entry.What is DeliveryGivenUp);
        Assert.InRange(Chat.Calls.Count, 1, 20);
    }

    [Fact]
    public async Task A_mistake_of_our_own_is_given_up_after_a_while_and_keeps_its_words_to_the_log()
    {
        Chat.Throws("open", () => new InvalidOperationException("null at 0x42"), times: 1_000);
        await RecordAsync("open X");

        await DrainWithTimeAsync(OutboxRelay.MostMistakes + 1);

        var given = Assert.Single((await ReplayedAsync()).Entries, entry => entry.What is DeliveryGivenUp);
        Assert.DoesNotContain("0x42", ((DeliveryGivenUp)given.What).Because, StringComparison.Ordinal);
        Assert.Equal(OutboxRelay.MostMistakes, Chat.Calls.Count(call => call.Kind == "open"));
    }

    [Fact]
    public async Task What_is_under_way_longer_than_its_lease_is_not_begun_twice()
    {
        var held = Chat.Holds("open");
        await RecordAsync("open X private");
        Assert.Equal(1, await Bot.Relay.StartDueAsync(Cancellation));
        while (!Chat.Calls.Any(call => call.Kind == "open"))
        {
            await Task.Yield();
            Cancellation.ThrowIfCancellationRequested();
        }

        Clock.Advance(Duration.FromMinutes(3));
        Assert.Equal(0, await Bot.Relay.StartDueAsync(Cancellation));
        held.SetResult();
        await Bot.Relay.DrainAsync(Cancellation);

        Assert.Single(Chat.Calls, call => call.Kind == "open");
    }

    [Fact]
    public async Task Finishing_waits_for_everything_that_is_under_way()
    {
        var held = Chat.Holds("open");
        await RecordAsync("open X private", "open Y private");
        await Bot.Relay.StartDueAsync(Cancellation);

        var finish = Bot.Relay.FinishAsync();
        Assert.False(finish.IsCompleted);
        held.SetResult();
        await finish;

        Assert.Equal(2, (await QueryAsync<long>("select count(*) from channels")));
    }

    [Fact]
    public async Task The_channel_that_was_made_becomes_the_incidents()
    {
        await RecordAsync("open X");
        await Bot.Relay.DrainAsync(Cancellation);
        await RestartAsync();

        Assert.Equal(new IncidentId(1), await Bot.Channels.FindAsync(new Place("fake", Channel), Cancellation));
        Assert.Equal(Outcome.Recorded, (await SayAsync("note A", where: new Place("fake", Channel))).Outcome);
    }

    private static string Last(string line) =>
        line.Split(' ') is { Length: > 2 } words && line.Contains(" — ", StringComparison.Ordinal) ? words[^4] : line;

    // Lets all pauses between tries pass.
    private async Task DrainWithTimeAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await Bot.Relay.DrainAsync(Cancellation);
            Clock.Advance(Duration.FromMinutes(6));
        }

        await Bot.Relay.DrainAsync(Cancellation);
    }
}
