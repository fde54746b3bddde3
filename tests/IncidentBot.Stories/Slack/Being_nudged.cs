using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

/// <summary>What the bot says by itself in an incident's channel, and the buttons under it.</summary>
public sealed class Being_nudged
{
    [Fact]
    public async Task Whoever_presses_the_button_has_done_what_was_asked()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync("Checkout declines cards sev1");

        await PassAsync(host, minutes: 6);
        Assert.Contains(channel.Messages, message => message.ReadableText.Contains("without a commander", StringComparison.Ordinal));
        await host.Slack.As(Marek).Press("Take command", channel.Id);
        await host.SettleAsync();

        Assert.Equal("slack:" + Marek, (await host.IncidentAsync(1)).Commander?.Person?.Id);
        Assert.Empty(host.Slack.Violations.All);
    }

    [Fact]
    public async Task Quiet_is_a_button_too()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync("Checkout declines cards sev1");

        await PassAsync(host, minutes: 6);
        await host.Slack.As(Ana).Press("Quiet for 1 h", channel.Id);
        await host.SettleAsync();
        var before = channel.Messages.Count;
        await PassAsync(host, minutes: 50);

        Assert.Equal(before, channel.Messages.Count);
        Assert.NotNull((await host.IncidentAsync(1)).QuietUntil);
        Assert.Empty(host.Slack.Violations.All);
    }

    private static async Task PassAsync(SlackHost host, int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(1));
            await host.Bot.Wakeups.RunDueAsync(TestContext.Current.CancellationToken);
            await host.SettleAsync();
        }
    }
}
