using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Retention;

namespace IncidentBot.Contracts.Store;

public abstract class GivenUpContract(TestDatabase database) : StoreContract(database)
{
    [Fact]
    public async Task What_was_given_up_is_listed_and_arrives_when_it_is_taken_up_again()
    {
        await GiveUpAsync("open X", "INC-1 escalate <@fake:lee|Lee Novak> Please help");
        var given = Assert.Single(await ListAsync());
        Assert.Equal(
            ("fake", "INC-1", "the invitation of Lee Novak", "PersonGone"),
            (given.Platform, given.Incident, given.What, given.Why)
        );

        Assert.Equal(1, await RetryAsync(given.Id));
        await Bot.Relay.DrainAsync(Cancellation);

        Assert.Empty(await ListAsync());
        Assert.Single(Chat.Done, call => call is { Kind: "invite", Text: "Lee Novak" });
        Assert.Equal(0, await QueryAsync<long>("select count(*) from outbox"));
    }

    [Fact]
    public async Task Who_had_it_taken_up_again_is_written_down_and_nothing_is_where_nothing_was()
    {
        await GiveUpAsync("open X", "INC-1 escalate <@fake:lee|Lee Novak> Please help");

        Assert.Equal(0, await RetryAsync("INC-9/1.0@fake"));
        Assert.Equal(1, await RetryAsync(null));
        Assert.Equal(0, await RetryAsync(null));

        var upkeep = Assert.Single(await UpkeepLog.ListAsync(Bot.Database, 10, Cancellation));
        Assert.Equal((Clock.Now, "Ana Silva", 1L), (upkeep.At, upkeep.By, upkeep.HowMany));
    }

    [Fact]
    public async Task One_that_is_given_up_a_second_time_is_told_a_second_time()
    {
        await GiveUpAsync("open X", "INC-1 escalate <@fake:lee|Lee Novak> Please help");
        Chat.Fails("invite", DeliveryFailure.PersonGone, isPermanent: true);

        await RetryAsync(null);
        await Bot.Relay.DrainAsync(Cancellation);

        Assert.Equal(2, (await ReplayedAsync()).Entries.Count(entry => entry.What is DeliveryGivenUp));
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task Of_a_private_incident_it_is_not_said_which_nor_what_it_was()
    {
        await GiveUpAsync("open Payroll private", "INC-1 escalate <@fake:lee|Lee Novak> Please help");

        var given = Assert.Single(await ListAsync());

        Assert.Null(given.Incident);
        Assert.DoesNotContain("Lee", given.What + given.Why, StringComparison.Ordinal);
        Assert.Equal(1, await RetryAsync(given.Id));
    }

    private async Task GiveUpAsync(string open, string line)
    {
        await RecordAsync(open);
        await Bot.Relay.DrainAsync(Cancellation);
        Chat.Fails("invite", DeliveryFailure.PersonGone, isPermanent: true);
        await RecordAsync(line);
        await Bot.Relay.DrainAsync(Cancellation);
    }

    private Task<IReadOnlyList<GivenUpDelivery>> ListAsync() => Bot.Database.ReadAsync(GivenUp.ListAsync, Cancellation);

    private Task<int> RetryAsync(string? id) => GivenUp.RetryAsync(Bot.Database, id, "Ana Silva", Clock.Now, Cancellation);
}
