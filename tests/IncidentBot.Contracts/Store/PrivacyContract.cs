using IncidentBot.Chat;
using IncidentBot.Testing;

namespace IncidentBot.Contracts.Store;

public abstract class PrivacyContract(TestDatabase database) : StoreContract(database)
{
    private static readonly Place Inside = new("fake", "inc-1");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await RecordAsync("open Breach of the vault private", "INC-1 task add Rotate the keys of the vault <@fake:lee|Lee Novak>");
        await Bot.Relay.DrainAsync(Cancellation);
    }

    [Theory]
    [InlineData("INC-1 show")]
    [InlineData("INC-1 note X")]
    [InlineData("INC-1 timeline full")]
    [InlineData("INC-1 task list")]
    [InlineData("INC-1")]
    public async Task To_an_outsider_it_does_not_exist(string words)
    {
        var reply = await SayAsync(words, who: Cast.Zoe);

        Assert.Equal("There is no INC-1. `list all` shows the incidents.", Text(reply));
        Assert.Equal(Text(reply).Replace("INC-1", "INC-99", StringComparison.Ordinal), Text(await SayAsync("INC-99", who: Cast.Zoe)));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("list all")]
    [InlineData("task list all")]
    [InlineData("note X")]
    [InlineData("stats")]
    public async Task No_list_and_no_question_gives_it_away(string words) =>
        Assert.DoesNotContain("vault", Text(await SayAsync(words, who: Cast.Zoe)), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public async Task Its_own_channel_sees_it()
    {
        Assert.Contains("vault", Text(await SayAsync("show", who: Cast.Zoe, where: Inside)), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("vault", Text(await SayAsync("list", who: Cast.Zoe, where: Inside)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whoever_opened_it_reaches_it_from_anywhere() =>
        Assert.Contains("vault", Text(await SayAsync("INC-1 show")), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public async Task Whoever_owes_a_task_of_it_reaches_it() =>
        Assert.Equal(Outcome.Recorded, (await SayAsync("INC-1 task done T1 Rotated", who: Cast.Lee)).Outcome);

    [Fact]
    public async Task Whoever_is_paged_can_acknowledge_from_a_direct_message()
    {
        await RecordAsync("INC-1 page <@fake:zoe|Zoe Outsider> Please come");

        Assert.Equal(Outcome.Recorded, (await SayAsync("INC-1 ack", who: Cast.Zoe, where: new Place("fake", "dm-zoe"))).Outcome);
    }

    [Fact]
    public async Task Nothing_of_it_is_said_outside_its_channel()
    {
        await RecordAsync("INC-1 sev 1", "INC-1 update We know more next 30m", "INC-1 resolved Over", "INC-1 close");
        await Bot.Relay.DrainAsync(Cancellation);

        Assert.All(Chat.Done, call => Assert.Equal("inc-1", call.Where));
    }
}
