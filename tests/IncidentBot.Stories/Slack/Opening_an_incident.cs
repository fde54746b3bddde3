using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

public sealed class Opening_an_incident
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_command_is_answered_and_the_channel_stands(bool sockets)
    {
        await using var host = await SlackHost.StartAsync(sockets);

        var reply = await host.TypesAsync(Priya, "open Checkout declines cards sev2");
        Assert.True(reply.IsInChannel);
        Assert.Contains("INC-1 Checkout declines cards", reply.ReadableText, StringComparison.Ordinal);
        await host.SettleAsync();

        var channel = host.Channel(1);
        Assert.Equal("inc-1-checkout-declines-cards", channel.Name);
        Assert.Equal("INC-1 Checkout declines cards (sev2, investigating)", channel.Topic);
        Assert.Contains(Priya, channel.Members);
        var header = channel.Find(Assert.Single(channel.PinnedTs))!;
        Assert.Contains("Take command", header.Actions);
        Assert.Equal(
            "https://incidents.example.com/incidents/INC-1/postmortem",
            Assert.Single(channel.Bookmarks)["link"]!.GetValue<string>()
        );
        Assert.Contains(
            host.Slack.Workspace.Channel(News)!.Messages,
            message => message.ReadableText.Contains("INC-1 Checkout declines cards", StringComparison.Ordinal)
        );
        Assert.Empty(host.Slack.Violations.All);
    }

    [Fact]
    public async Task Without_a_title_there_is_a_form()
    {
        await using var host = await SlackHost.OverHttpAsync();

        Assert.Equal("", (await host.TypesAsync(Priya, "open")).Body);
        await host.SettleAsync();
        var reply = await host
            .Slack.As(Priya)
            .Submit(("What is broken?", "Checkout declines cards"), ("How bad is it?", "sev1"), ("Who leads?", Marek));
        Assert.Null(reply.Error);
        await host.SettleAsync();

        var incident = await host.IncidentAsync(1);
        Assert.Equal("Checkout declines cards", incident.Title);
        Assert.Equal("slack:" + Marek, incident.Commander?.Person?.Id);
        Assert.Contains(Marek, host.Channel(1).Members);
        Assert.Contains(
            host.Slack.As(Priya).Sees(Ops),
            message => message.OnlyFor == Priya && message.ReadableText.Contains("INC-1", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_name_that_is_taken_gets_a_number()
    {
        await using var host = await SlackHost.OverHttpAsync(prepare: slack =>
            slack.Workspace.AddChannel("C9OLD", "inc-1-checkout-declines-cards")
        );

        var channel = await host.OpenAsync();

        Assert.Equal("inc-1-checkout-declines-cards-2", channel.Name);
        Assert.Equal(channel.Name, (await host.IncidentAsync(1)).Channels["slack"].Name);
    }

    [Fact]
    public async Task A_channel_whose_making_got_no_answer_is_not_made_twice()
    {
        await using var host = await SlackHost.OverHttpAsync();
        host.Slack.Faults.Next("conversations.create", SlackFault.ResetAfter);

        await host.OpenAsync();

        Assert.Single(host.Slack.Workspace.Channels, channel => channel.Name.StartsWith("inc-1", StringComparison.Ordinal));
        Assert.Single(host.Channel(1).PinnedTs);
    }

    [Fact]
    public async Task A_side_step_that_fails_stops_nothing_and_is_recorded()
    {
        await using var host = await SlackHost.OverHttpAsync();
        host.Slack.Scopes.Remove("bookmarks:read");
        host.Slack.Scopes.Remove("bookmarks:write");

        var channel = await host.OpenAsync();

        Assert.Empty(channel.Bookmarks);
        Assert.Single(channel.PinnedTs);
        Assert.Contains(Priya, channel.Members);
        Assert.Contains(channel.Messages, message => message.ReadableText.Contains("bookmarks:read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_private_incident_leaks_nowhere()
    {
        await using var host = await SlackHost.OverHttpAsync();

        var reply = await host.TypesAsync(Priya, "open Payroll data seen by a stranger private");
        await host.SettleAsync();
        Assert.False(reply.IsInChannel);

        var channel = host.Channel(1);
        Assert.True(channel.IsPrivate);
        Assert.Equal("inc-1", channel.Name);
        Assert.Empty(host.Slack.Workspace.Channel(News)!.Messages);
        Assert.DoesNotContain("Payroll", (await host.TypesAsync(Ana, "list")).ReadableText, StringComparison.Ordinal);
        Assert.Contains("There is no INC-1", (await host.TypesAsync(Ana, "INC-1 show")).ReadableText, StringComparison.Ordinal);
        await host.Slack.As(Ana).OpenHome();
        await host.SettleAsync();
        Assert.DoesNotContain("Payroll", host.Slack.As(Ana).HomeTab!.ReadableText, StringComparison.Ordinal);
    }
}
