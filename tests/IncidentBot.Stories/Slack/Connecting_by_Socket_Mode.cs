using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

public class Connecting_by_Socket_Mode
{
    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task A_connection_that_is_renewed_is_replaced_before_it_goes(string reason)
    {
        await using var host = await SlackHost.OverSocketsAsync();

        await host.Slack.Sockets.DisconnectAsync(reason);
        await host.Slack.Until(() => host.Slack.Sockets.Accepted == 4);
        Assert.Equal(4, host.Slack.Sockets.Open.Count);
        // Or moving the clock would end the patience of one that has not heard hello yet.
        await SlackHost.HeardAsync(host.SocketMode, 2);
        Assert.Equal(200, (await host.TypesAsync(Priya, "open Checkout down")).Status);

        host.Time.Advance(TimeSpan.FromSeconds(11));
        await host.Slack.Until(() => host.Slack.Sockets.Open.Count == 2);
        Assert.Contains("INC-2", (await host.TypesAsync(Priya, "open Another")).ReadableText, StringComparison.Ordinal);
        Assert.Empty(host.Slack.Violations.All);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_made_anew_at_once()
    {
        await using var host = await SlackHost.OverSocketsAsync();

        host.Slack.Sockets.Drop();
        await host.Slack.Until(() => host.Slack.Sockets.Accepted == 4 && host.Slack.Sockets.Open.Count == 2);

        Assert.Contains("INC-1", (await host.TypesAsync(Priya, "open Checkout down")).ReadableText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_cannot_be_made_is_tried_later_and_later()
    {
        await using var host = await SlackHost.OverSocketsAsync(settings => settings["Slack:SocketConnections"] = "1", connections: 1);
        host.Slack.Faults.Next("apps.connections.open", SlackFault.ServerError(), SlackFault.ResetBefore, SlackFault.RateLimited(30));

        var from = host.Time.GetUtcNow();
        host.Slack.Sockets.Drop();
        foreach (var pause in new[] { 5, 10, 30 })
        {
            await host.Time.WhenTimersWait();
            host.Time.Advance(TimeSpan.FromSeconds(pause * 1.25));
        }

        await host.Slack.Until(() => host.Slack.Sockets.Open.Count == 1);
        var tries = host.Slack.Calls("apps.connections.open").Skip(1).Select(call => (call.At - from).TotalSeconds).ToList();
        Assert.Equal(4, tries.Count);
        Assert.Equal(0, tries[0]);
        Assert.InRange(tries[1], 5, 6.25);
        Assert.InRange(tries[2], 15, 18.75);
        Assert.InRange(tries[3], 45, 56.25);
    }

    [Fact]
    public async Task One_that_never_holds_is_not_made_anew_without_a_pause()
    {
        await using var host = await SlackHost.OverSocketsAsync(settings => settings["Slack:SocketConnections"] = "1", connections: 1);

        host.Slack.Sockets.Drop();
        await host.Slack.Until(() => host.Slack.Sockets.Accepted == 2 && host.Slack.Sockets.Open.Count == 1);
        await SlackHost.HeardAsync(host.SocketMode, 1);
        var from = host.Time.GetUtcNow();
        host.Slack.Sockets.Drop();
        while (host.Slack.Sockets.Accepted < 3)
        {
            await host.Time.WhenTimersWait();
            host.Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }

        Assert.True(host.Slack.Calls("apps.connections.open")[^1].At - from >= TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task An_address_that_is_none_does_not_end_the_program()
    {
        await using var host = await SlackHost.OverSocketsAsync(settings => settings["Slack:SocketConnections"] = "1", connections: 1);
        host.Slack.Faults.Next("apps.connections.open", SlackFault.Said("""{"ok":true,"url":"nowhere"}"""));

        host.Slack.Sockets.Drop();
        await host.Time.WhenTimersWait();
        host.Time.Advance(TimeSpan.FromSeconds(6.25));
        await host.Slack.Until(() => host.Slack.Sockets.Accepted == 2 && host.Slack.Sockets.Open.Count == 1);

        Assert.Contains("INC-1", (await host.TypesAsync(Priya, "open Checkout down")).ReadableText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switched_off_it_ends_with_a_sentence()
    {
        await using var host = await SlackHost.OverSocketsAsync();

        Assert.Equal(2, host.Slack.Calls("apps.connections.open").Count);
        await host.Slack.Sockets.DisconnectAsync("link_disabled");
        await host.SocketMode.ExecuteTask!;

        Assert.Contains("Socket Mode is switched off", host.SocketMode.Stopped, StringComparison.Ordinal);
        Assert.Equal(2, host.Slack.Calls("apps.connections.open").Count);
    }

    [Fact]
    public async Task A_wrong_token_ends_it_too()
    {
        await using var host = await SlackHost.OverSocketsAsync(settings => settings["Slack:AppToken"] = "xapp-wrong", connections: 0);

        await host.SocketMode.ExecuteTask!;

        Assert.Contains("invalid_auth", host.SocketMode.Stopped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_is_acknowledged_when_it_is_on_the_disk_and_known_when_it_comes_again()
    {
        await using var host = await SlackHost.OverSocketsAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "Traffic is back");
        host.Slack.Faults.EventsTwice = true;

        await host.Slack.As(Priya).React(said, "pushpin");
        await host.Slack.Deliveries[^1].Settled;
        await host.SettleAsync();

        Assert.True(host.Slack.Deliveries[^1].IsAccepted);
        Assert.Single((await host.IncidentAsync(1)).Entries, entry => entry.What.Words == "Traffic is back");
        Assert.Empty(host.Slack.Violations.All);
    }

    [Fact]
    public async Task Two_connections_share_the_work()
    {
        await using var host = await SlackHost.OverSocketsAsync();
        for (var i = 0; i < 6; i++)
        {
            await host.TypesAsync(Priya, "list");
        }

        Assert.Equal([3, 3], host.Slack.Sockets.Open.Select(socket => socket.Delivered));
    }
}

/// <summary>The same with SlackNet in the place of the bot's own client.</summary>
public sealed class Connecting_by_Socket_Mode_of_SlackNet : Connecting_by_Socket_Mode
{
    public Connecting_by_Socket_Mode_of_SlackNet() => SlackHost.Client = IncidentBot.Slack.SlackOptions.SlackNet;
}
