using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Contracts.Store;

/// <summary>What the bot says by itself, from the due time to the channel. It is Tuesday, 10:00, and nobody leads.</summary>
public abstract class NudgeContract(TestDatabase database) : StoreContract(database)
{
    private static readonly string[] NobodyLeads = ["Nobody leads yet"];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await RecordAsync("open X sev1");
        await Bot.Relay.DrainAsync(Cancellation);
    }

    [Fact]
    public async Task It_comes_when_it_is_due_and_not_before()
    {
        await PassAsync(minutes: 4);
        Assert.Empty(await NudgesAsync());

        await PassAsync(minutes: 1);

        Assert.Equal(NobodyLeads, await NudgesAsync());
        Assert.DoesNotContain((await ReplayedAsync()).Entries, entry => entry.RecordedAt > TestClock.Tuesday);
    }

    [Fact]
    public async Task Eight_that_look_at_once_say_it_once()
    {
        Clock.Advance(Duration.FromMinutes(5));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Bot.Wakeups.RunDueAsync(Cancellation))));
        await Bot.Relay.DrainAsync(Cancellation);

        Assert.Equal(NobodyLeads, await NudgesAsync());
    }

    [Fact]
    public async Task A_restart_neither_loses_nor_repeats_it()
    {
        await PassAsync(minutes: 4);
        await RestartAsync();
        await PassAsync(minutes: 1);
        await RestartAsync();
        await PassAsync(minutes: 9);

        Assert.Equal(NobodyLeads, await NudgesAsync());
    }

    [Fact]
    public async Task After_a_night_of_downtime_there_is_one_on_what_is_true_then()
    {
        await RecordAsync("INC-1 update X next 30m", "INC-1 page <@fake:lee|Lee Novak> X");
        Clock.Advance(Duration.FromHours(9));
        await RestartAsync();

        await PassAsync(minutes: 0);

        var only = Assert.Single(await NudgeTextsAsync());
        Assert.Contains("Lee Novak was paged 9 h ago", only, StringComparison.Ordinal);
        Assert.Contains("9 h without a commander", only, StringComparison.Ordinal);
        Assert.Contains("promised news", only, StringComparison.Ordinal);
        Assert.Contains("Nothing was noted for 9 h", only, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_outage_of_the_platform_only_the_last_is_said()
    {
        Chat.Fails("post", DeliveryFailure.Unreachable, times: 1000);
        await PassAsync(minutes: 40);
        Assert.Empty(await NudgesAsync());

        Chat.Recovers();
        await PassAsync(minutes: 6);

        Assert.Single(await NudgesAsync());
    }

    [Fact]
    public async Task What_was_settled_while_it_waited_is_not_said()
    {
        Clock.Advance(Duration.FromMinutes(5));
        await Bot.Wakeups.RunDueAsync(Cancellation);
        await RecordAsync("INC-1 lead");
        await Bot.Relay.DrainAsync(Cancellation);

        Assert.Empty(await NudgesAsync());
    }

    [Fact]
    public async Task A_clock_that_is_set_back_says_nothing_twice()
    {
        await PassAsync(minutes: 5);
        Clock.Advance(Duration.FromHours(-1));
        await PassAsync(minutes: 60);

        Assert.Equal(NobodyLeads, await NudgesAsync());
    }

    [Fact]
    public async Task Two_of_them_are_ten_minutes_apart_at_least()
    {
        await RecordAsync("INC-1 update X next 7m", "INC-1 escalate @network X");
        List<double> minutes = [];
        for (var minute = 1; minute <= 240; minute++)
        {
            var before = (await NudgesAsync()).Count;
            await PassAsync(minutes: 1);
            minutes.AddRange(Enumerable.Repeat((double)minute, (await NudgesAsync()).Count - before));
        }

        Assert.True(minutes.Count is > 3 and < 20, string.Join(' ', minutes));
        Assert.All(minutes.Zip(minutes.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 10, string.Join(' ', minutes)));
    }

    [Fact]
    public async Task Quiet_silences_it_until_its_end()
    {
        await RecordAsync("INC-1 quiet 1h");
        await PassAsync(minutes: 59);
        Assert.Empty(await NudgesAsync());

        await PassAsync(minutes: 1);

        Assert.Single(await NudgesAsync());
    }

    [Theory]
    [InlineData("INC-1 resolved X")]
    [InlineData("INC-1 close X")]
    public async Task When_it_is_over_nothing_more_is_wanted(string line)
    {
        await RecordAsync(line);

        Assert.Null(await Bot.Wakeups.NextAsync(Cancellation));
    }

    [Fact]
    public async Task A_due_time_of_an_earlier_version_is_answered_too()
    {
        await RecordAsync("INC-1 lead", "INC-1 mitigated X", "INC-1 update X next 30m");
        await Bot.Database.WriteAsync("update wakeups set kind = 1 where kind = 3", new { }, Cancellation);

        await PassAsync(minutes: 30);

        Assert.Equal(["The next status update is due"], await NudgesAsync());
        Assert.Null(await Bot.Wakeups.NextAsync(Cancellation));
    }

    private async Task<List<string>> NudgesAsync() => [.. (await NudgeTextsAsync()).Select(text => text.Split('\n')[0])];

    private async Task<List<string>> NudgeTextsAsync()
    {
        var channel = (await IncidentAsync()).Channels["fake"].Channel.Channel;
        return [.. Chat.Posted(channel).Where(text => text.Contains("Quiet for 1 h", StringComparison.Ordinal))];
    }

    // As the loops do, once a minute.
    private async Task PassAsync(int minutes)
    {
        for (var minute = 0; minute <= minutes; minute++)
        {
            Clock.Advance(minute == 0 ? Duration.Zero : Duration.FromMinutes(1));
            await Bot.Wakeups.RunDueAsync(Cancellation);
            await Bot.Relay.DrainAsync(Cancellation);
        }
    }
}
