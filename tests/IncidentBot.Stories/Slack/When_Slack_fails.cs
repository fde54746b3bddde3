using IncidentBot.Incidents;
using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

public sealed class When_Slack_fails
{
    [Fact]
    public async Task A_command_is_recorded_and_answered_while_the_api_is_down()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        host.Slack.Faults.Always(SlackFaults.All, SlackFault.ServerError());

        var reply = await host.TypesAsync(Priya, "note Still here", channel.Id);

        Assert.Equal(200, reply.Status);
        Assert.Contains("Still here", reply.ReadableText, StringComparison.Ordinal);
        Assert.Contains((await host.IncidentAsync(1)).Entries, entry => entry.What.Words == "Still here");
    }

    [Fact]
    public async Task A_post_whose_answer_was_lost_is_not_posted_twice()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        host.Slack.Faults.Next("chat.postMessage", SlackFault.ResetAfter);

        await host.TypesAsync(Ana, "INC-1 note Phones ring in support");
        await host.SettleAsync();

        Assert.Single(channel.Messages, message => message.Text.Contains("Phones ring", StringComparison.Ordinal));
        Assert.NotEmpty(host.Slack.Calls("conversations.history"));
    }

    [Fact]
    public async Task A_post_that_was_refused_for_its_pace_comes_later_without_a_look()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        host.Slack.Faults.Next("chat.postMessage", SlackFault.RateLimited(7));
        var at = host.Time.GetUtcNow();

        await host.TypesAsync(Ana, "INC-1 note Phones ring in support");
        await host.SettleAsync();

        Assert.Single(channel.Messages, message => message.Text.Contains("Phones ring", StringComparison.Ordinal));
        Assert.True(host.Slack.Calls("chat.postMessage")[^1].At - at >= TimeSpan.FromSeconds(7));
        Assert.Empty(host.Slack.Calls("conversations.history"));
    }

    [Fact]
    public async Task After_an_outage_there_is_a_digest_and_no_flood()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var before = channel.Messages.Count;
        host.Slack.Faults.Next("chat.postMessage", SlackFault.ServerError());

        for (var i = 1; i <= 20; i++)
        {
            await host.TypesAsync(Ana, $"INC-1 note Thing {i}.");
        }

        await host.SettleAsync();
        var posted = channel.Messages.Skip(before).Where(message => message.OnlyFor is null).ToList();
        Assert.InRange(posted.Count, 1, 2);
        for (var i = 1; i <= 20; i++)
        {
            Assert.Single(posted, message => message.ReadableText.Contains($"Thing {i}.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Out_of_the_channel_the_bot_comes_back()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        channel.Members.Remove("U0BOT");
        host.Slack.Scopes.Remove("chat:write.public");

        await host.TypesAsync(Ana, "INC-1 note Phones ring in support");
        await host.SettleAsync();

        Assert.Single(channel.Messages, message => message.Text.Contains("Phones ring", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_said_twice_and_nothing_lost_in_a_storm_of_faults()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        host.Slack.Faults.Randomly(
            7,
            0.4,
            SlackFault.ServerError(),
            SlackFault.ResetAfter,
            SlackFault.ResetBefore,
            SlackFault.RateLimited(2),
            SlackFault.Garbage
        );

        for (var i = 1; i <= 8; i++)
        {
            await host.TypesAsync(Ana, $"INC-1 note Thing {i}.");
            await host.SettleAsync();
        }

        host.Slack.Faults.Clear();
        await host.SettleAsync();
        for (var i = 1; i <= 8; i++)
        {
            Assert.Single(
                channel.Messages,
                message => message.OnlyFor is null && message.ReadableText.Contains($"Thing {i}.", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task What_was_given_up_is_told_to_the_commander()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        await host.TypesAsync(Marek, "lead", channel.Id);
        await host.SettleAsync();
        host.Slack.Faults.Next("chat.postMessage", SlackFault.Refused("msg_too_long"));

        await host.TypesAsync(Ana, "INC-1 note Phones ring in support");
        await host.SettleAsync();

        Assert.Single((await host.IncidentAsync(1)).Entries, entry => entry.What is DeliveryGivenUp);
        Assert.Contains(
            channel.Messages,
            message =>
                message.Text.Contains("Not delivered", StringComparison.Ordinal)
                && message.Text.Contains($"<@{Marek}>", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_private_channel_that_cannot_be_made_is_told_to_whoever_opened_the_incident_and_nobody_else()
    {
        await using var host = await SlackHost.OverHttpAsync();
        host.Slack.Scopes.Remove("groups:write");

        await host.TypesAsync(Priya, "open Payroll data seen by a stranger private");
        await host.SettleAsync();

        var told = Assert.Single(host.Slack.Workspace.DirectWith(Priya).Messages);
        Assert.Contains("groups:write", told.Text, StringComparison.Ordinal);
        Assert.Contains("INC-1", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            host.Slack.Workspace.Channels.Where(channel => !channel.IsDirect).SelectMany(channel => channel.Messages),
            message => message.OnlyFor is null
        );
    }

    [Fact]
    public async Task A_lost_answer_is_found_behind_much_that_was_written_since()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        host.Slack.Faults.Next("chat.postMessage", SlackFault.ResetAfter);
        await host.TypesAsync(Ana, "INC-1 note Phones ring in support");
        await host.Bot.Relay.DrainAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < 450; i++)
        {
            await host.Slack.As(Marek).LetPost(channel.Id, message => message with { User = Marek, Text = $"Line {i}" });
        }

        await host.SettleAsync();
        Assert.Single(channel.Messages, message => message.Text.Contains("Phones ring", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_thousand_changes_of_the_header_cost_no_more_updates_than_seconds()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var before = host.Slack.Calls("chat.update").Count(call => call.Args["channel"] == channel.Id);
        var from = host.Time.GetUtcNow();

        for (var i = 0; i < 1000; i++)
        {
            await host.TypesAsync(Priya, $"sev {i % 4 + 1}", channel.Id);
            if (i % 50 == 49)
            {
                await host.SettleAsync();
            }
        }

        var seconds = Math.Ceiling((host.Time.GetUtcNow() - from).TotalSeconds);
        Assert.InRange(host.Slack.Calls("chat.update").Count(call => call.Args["channel"] == channel.Id) - before, 1, seconds);
        Assert.Empty(host.Slack.Violations.All);
    }

    [Theory]
    [InlineData("already_in_channel", false)]
    [InlineData("cant_invite_self", false)]
    [InlineData("internal_error", false)]
    [InlineData("cant_invite", true)]
    [InlineData("user_is_restricted", true)]
    [InlineData("an_error_of_tomorrow", true)]
    public async Task A_refused_invitation_is_as_good_as_done_tried_again_or_given_up(string error, bool givenUp)
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        host.Slack.Faults.Next("conversations.invite", SlackFault.Refused(error));

        await host.TypesAsync(Priya, $"escalate <@{Ana}> Knows the processor", channel.Id);
        await host.SettleAsync();

        Assert.Equal(givenUp, (await host.IncidentAsync(1)).Entries.Any(entry => entry.What is DeliveryGivenUp));
        Assert.Equal(error == "internal_error", channel.Members.Contains(Ana));
    }

    [Fact]
    public async Task A_person_who_cannot_be_invited_is_reported_and_stops_nobody()
    {
        await using var host = await SlackHost.OverHttpAsync(prepare: slack =>
            slack.Workspace.AddUser(new SlackUser("U9GUEST", "guest") { IsGuest = true })
        );
        var channel = await host.OpenAsync();

        await host.TypesAsync(Priya, "escalate <@U9GUEST> Knows the processor", channel.Id);
        await host.TypesAsync(Priya, "escalate <@U3ANA> Knows it too", channel.Id);
        await host.SettleAsync();

        Assert.Contains(Ana, channel.Members);
        Assert.Contains((await host.IncidentAsync(1)).Entries, entry => entry.What is DeliveryGivenUp);
    }
}
