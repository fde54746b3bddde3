using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

public sealed class Keeping_the_channel_up_to_date
{
    [Fact]
    public async Task Header_announcement_and_topic_follow_severity_status_and_title()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var announced = Assert.Single(host.Slack.Workspace.Channel(News)!.Messages);

        await host.TypesAsync(Priya, "sev 1", channel.Id);
        await host.TypesAsync(Priya, "status identified", channel.Id);
        await host.TypesAsync(Priya, "correct #1 Checkout declines some cards", channel.Id);
        await host.TypesAsync(Marek, "lead", channel.Id);
        await host.SettleAsync();

        Assert.Equal("INC-1 Checkout declines some cards (sev1, identified)", channel.Topic);
        foreach (
            var card in new[]
            {
                channel.Find(Assert.Single(channel.PinnedTs))!,
                Assert.Single(host.Slack.Workspace.Channel(News)!.Messages, message => message.Ts == announced.Ts),
            }
        )
        {
            foreach (var word in new[] { "some cards", "sev1", "identified", $"<@{Marek}>" })
            {
                Assert.Contains(word, card.ReadableText, StringComparison.Ordinal);
            }
        }

        Assert.Single(host.Slack.Workspace.Channel(News)!.Messages);
        Assert.Empty(host.Slack.Violations.All);
    }

    [Fact]
    public async Task The_purpose_is_the_incident_and_people_may_change_it()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();

        Assert.Equal("INC-1: Checkout declines cards", channel.Purpose);
    }

    [Theory]
    [InlineData("conversations.setTopic")]
    [InlineData("conversations.setPurpose")]
    [InlineData("pins.add")]
    [InlineData("bookmarks.add")]
    [InlineData("conversations.info")]
    public async Task One_side_step_that_is_refused_keeps_none_of_the_others_back(string method)
    {
        await using var host = await SlackHost.OverHttpAsync();
        host.Slack.Faults.Always(method, SlackFault.Refused("restricted_action"));

        var channel = await host.OpenAsync();

        Assert.Contains(Priya, channel.Members);
        Assert.Equal(method != "pins.add", channel.PinnedTs.Count == 1);
        Assert.Equal(method != "bookmarks.add", channel.Bookmarks.Count == 1);
        Assert.Equal(method is not ("conversations.setTopic" or "conversations.info"), channel.Topic.Length > 0);
        Assert.Contains(channel.Messages, message => message.Text.Contains("Not delivered", StringComparison.Ordinal));
        Assert.Single(host.Slack.Workspace.Channel(News)!.Messages, message => message.Actions.Count == 0 && message.Blocks is not null);
    }

    [Fact]
    public async Task In_a_private_channel_the_header_knows_of_an_update_too()
    {
        await using var host = await SlackHost.OverHttpAsync();
        await host.TypesAsync(Priya, "open Payroll data seen private");
        await host.SettleAsync();
        var channel = host.Channel(1);
        var before = host.Slack.Calls("chat.update").Count(call => call.Args["channel"] == channel.Id);

        await host.TypesAsync(Priya, "update We know more next 30m", channel.Id);
        await host.SettleAsync();

        Assert.Equal(before + 1, host.Slack.Calls("chat.update").Count(call => call.Args["channel"] == channel.Id));
    }

    [Fact]
    public async Task A_channel_that_was_renamed_or_shared_is_still_the_incidents()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();

        await host.Slack.As(Priya).Rename(channel.Id, "the-card-thing");
        await host.Slack.As(Priya).Share(channel.Id, "C9SHARED");
        await host.TypesAsync(Priya, "sev 1", "C9SHARED");
        await host.SettleAsync();

        Assert.Equal("the-card-thing", (await host.IncidentAsync(1)).Channels["slack"].Name);
        Assert.Contains("sev1", channel.Find(channel.PinnedTs[0])!.ReadableText, StringComparison.Ordinal);
        Assert.Contains("sev1", channel.Topic, StringComparison.Ordinal);
    }
}
