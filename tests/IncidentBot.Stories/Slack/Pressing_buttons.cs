using IncidentBot.Incidents;
using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

public sealed class Pressing_buttons
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_button_on_the_header_is_a_command(bool sockets)
    {
        await using var host = await SlackHost.StartAsync(sockets);
        var channel = await host.OpenAsync();

        Assert.Equal(200, (await host.Slack.As(Marek).Press("Take command", channel.Id)).Status);
        await host.LookUpAsync();
        await host.SettleAsync();

        Assert.Equal("slack:" + Marek, (await host.IncidentAsync(1)).Commander?.Person?.Id);
        Assert.Contains(Marek, channel.Members);
        Assert.Contains(channel.Messages, message => message.Text.Contains($"<@{Marek}> is commander", StringComparison.Ordinal));
        Assert.Contains(Marek, channel.Find(channel.PinnedTs[0])!.ReadableText, StringComparison.Ordinal);
        Assert.Empty(host.Slack.Violations.All);
    }

    [Fact]
    public async Task A_task_is_added_with_a_person_and_a_date_picked()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();

        await host.Slack.As(Priya).Press("Add task", channel.Id);
        await host.SettleAsync();
        await host.Slack.As(Priya).Submit(("What is promised?", "Alert on declined cards"), ("By whom?", Ana), ("By when?", "2026-03-20"));
        await host.SettleAsync();

        var task = Assert.Single((await host.IncidentAsync(1)).Tasks);
        Assert.Equal(("Alert on declined cards", "slack:" + Ana), (task.Text, task.Owner?.Person?.Id));
        Assert.Equal(new NodaTime.LocalDate(2026, 3, 20), task.Due);
        Assert.Contains(channel.Messages, message => message.Text.Contains("Alert on declined cards", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_stands_under_the_field_that_is_to_blame()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();

        await host.Slack.As(Priya).Press("Add task", channel.Id);
        await host.SettleAsync();
        var past = await host.Slack.As(Priya).Submit(("What is promised?", "Alert on declined cards"), ("By when?", "2020-01-01"));
        Assert.Equal("due", Assert.Single(past.Errors).Key);

        await host.Slack.As(Priya).Dismiss();
        await host.Slack.As(Priya).Press("Mitigated", channel.Id);
        await host.SettleAsync();
        var future = await host.Slack.As(Priya).Submit(("What is the temporary fix?", "Rolled back"), ("time", "2030-01-01 10:00"));
        Assert.Equal("time", Assert.Single(future.Errors).Key);
        Assert.Empty((await host.IncidentAsync(1)).Tasks);
        Assert.NotNull(host.Slack.As(Priya).Modal);

        // Mended, it is taken.
        Assert.Null((await host.Slack.As(Priya).Submit(("What is the temporary fix?", "Rolled back"))).ResponseAction);
        Assert.Equal(IncidentStatus.Mitigated, (await host.IncidentAsync(1)).Status);
    }

    [Fact]
    public async Task A_command_without_an_incident_offers_the_open_ones_and_a_press_records_it()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();

        var reply = await host.TypesAsync(Ana, "note Phones ring in support");
        Assert.Contains("Which incident?", reply.ReadableText, StringComparison.Ordinal);
        await host.Slack.As(Ana).Press("INC-1 Checkout declines cards", Ops);
        await host.SettleAsync();

        Assert.Contains((await host.IncidentAsync(1)).Entries, entry => entry.What.Words == "Phones ring in support");
        Assert.Contains(channel.Messages, message => message.Text.Contains("Phones ring in support", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Slack.As(Ana).Sees(Ops), message => message.Actions.Contains("INC-1 Checkout declines cards"));
    }

    [Fact]
    public async Task Ten_events_in_a_second_cost_one_update_of_the_header()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var before = host.Slack.Calls("chat.update").Count(call => call.Args["channel"] == channel.Id);

        for (var i = 0; i < 10; i++)
        {
            await host.TypesAsync(Priya, $"sev {i % 4 + 1}", channel.Id);
        }

        await host.SettleAsync();
        Assert.Equal(before + 1, host.Slack.Calls("chat.update").Count(call => call.Args["channel"] == channel.Id));
        Assert.Contains("sev2", channel.Find(channel.PinnedTs[0])!.ReadableText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_that_somebody_deleted_is_posted_anew()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        await host.Slack.As(Ana).Delete(channel.Find(channel.PinnedTs[0])!);

        await host.TypesAsync(Priya, "sev 1", channel.Id);
        await host.SettleAsync();

        Assert.Contains("sev1", channel.Find(Assert.Single(channel.PinnedTs))!.ReadableText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_home_tab_shows_what_is_owed_and_open()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        await host.TypesAsync(Ana, "task add Alert on declined cards @me due 2026-03-20", channel.Id);

        await host.Slack.As(Ana).OpenHome();
        await host.SettleAsync();
        var home = host.Slack.As(Ana).HomeTab!;
        Assert.Contains("Alert on declined cards", home.ReadableText, StringComparison.Ordinal);
        Assert.Contains("INC-1", home.ReadableText, StringComparison.Ordinal);

        await host.Slack.As(Ana).PressOnHome("Done");
        await host.SettleAsync();
        await host.Slack.As(Ana).Submit(("text", "https://wiki.example/alerts"));
        Assert.False(Assert.Single((await host.IncidentAsync(1)).Tasks).IsOpen);
    }

    [Fact]
    public async Task A_mention_in_a_channel_is_a_command_too()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();

        await host.Slack.As(Priya).Say(channel.Id, "<@U0BOT> note Phones ring in support");
        await host.SettleAsync();

        Assert.Contains((await host.IncidentAsync(1)).Entries, entry => entry.What.Words == "Phones ring in support");
        Assert.Contains(
            host.Slack.As(Priya).Sees(channel.Id),
            message => message.OnlyFor == Priya && message.Text.Contains("Phones", StringComparison.Ordinal)
        );
    }
}
