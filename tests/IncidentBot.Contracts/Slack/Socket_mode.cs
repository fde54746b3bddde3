using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Contracts.Slack;

public sealed class Socket_mode : SlackBench
{
    private readonly List<ClientWebSocket> _sockets = [];

    protected override FakeSlackOptions Options => base.Options with { SocketMode = true, MaxSockets = 2 };

    public override async ValueTask DisposeAsync()
    {
        _sockets.ForEach(socket => socket.Dispose());
        await base.DisposeAsync();
    }

    [Fact]
    public async Task It_says_hello_and_counts_the_connections()
    {
        await Connect();
        var hello = await Read(await Connect(readHello: false));
        Assert.Equal("hello 2", $"{hello["type"]} {hello["num_connections"]}");
    }

    [Fact]
    public async Task An_address_works_once()
    {
        var address = await Address();
        using var first = new ClientWebSocket();
        await first.ConnectAsync(address, CancellationToken.None);
        using var second = new ClientWebSocket();
        await Assert.ThrowsAsync<WebSocketException>(() => second.ConnectAsync(address, CancellationToken.None));
    }

    [Fact]
    public async Task An_address_is_short_lived()
    {
        var address = await Address();
        Time.Advance(TimeSpan.FromSeconds(30));
        using var socket = new ClientWebSocket();
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(address, CancellationToken.None));
    }

    [Fact]
    public async Task A_command_may_be_answered_over_the_socket()
    {
        var socket = await Connect();
        var typing = Slack.As("U1").Command("/incident", "open", "C1");
        var envelope = await Read(socket);
        Assert.Equal(
            "slash_commands true open",
            $"{envelope["type"]} {envelope["accepts_response_payload"]!.ToJsonString()} {envelope["payload"]!["text"]}"
        );
        await Write(socket, $$"""{"envelope_id":"{{envelope["envelope_id"]}}","payload":{"text":"Heard"} }""");
        Assert.Equal("Heard", (await typing).Text);
    }

    [Fact]
    public async Task Each_envelope_goes_to_exactly_one_socket()
    {
        var sockets = new[] { await Connect(), await Connect() };
        await Slack.Sockets.WhenOpen(2);
        foreach (var socket in sockets)
        {
            var saying = Slack.As("U1").Say("C1", "It broke");
            var envelope = await Read(socket);
            Assert.Equal("events_api 0", $"{envelope["type"]} {envelope["retry_attempt"]}");
            await Write(socket, $$"""{"envelope_id":"{{envelope["envelope_id"]}}"}""");
            await saying;
        }

        Assert.Equal([1, 1], Slack.Sockets.Open.Select(socket => socket.Delivered));
    }

    [Fact]
    public async Task An_unacknowledged_event_comes_again()
    {
        var socket = await Connect();
        var saying = Slack.As("U1").Say("C1", "It broke");
        var first = await Read(socket);
        Time.Advance(TimeSpan.FromSeconds(3));
        await saying;
        var second = await Read(socket);
        Assert.Equal(first["payload"]!["event_id"]!.ToJsonString(), second["payload"]!["event_id"]!.ToJsonString());
        Assert.Equal("1 http_timeout", $"{second["retry_attempt"]} {second["retry_reason"]}");
    }

    [Fact]
    public async Task An_acknowledgement_after_the_deadline_does_not_help()
    {
        var socket = await Connect();
        var typing = Slack.As("U1").Command("/incident", "open", "C1");
        var envelope = await Read(socket);
        Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("operation_timeout", (await typing).Error);
        await Write(socket, $$"""{"envelope_id":"{{envelope["envelope_id"]}}"}""");
        await Slack.Until(() => Slack.Violations.All.Count == 1);
        Assert.Contains("after the deadline", Slack.Violations.All[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_acknowledgement_on_another_socket_does_not_count()
    {
        var sockets = new[] { await Connect(), await Connect() };
        var typing = Slack.As("U1").Command("/incident", "open", "C1");
        var envelope = await Read(sockets[0]);
        await Write(sockets[1], $$"""{"envelope_id":"{{envelope["envelope_id"]}}"}""");
        await Slack.Until(() => Slack.Violations.All.Count == 1);
        Assert.False(typing.IsCompleted);
        await Write(sockets[0], $$"""{"envelope_id":"{{envelope["envelope_id"]}}"}""");
        Assert.Null((await typing).Error);
    }

    [Fact]
    public async Task One_socket_too_many_is_sent_away()
    {
        await Connect();
        await Connect();
        var goodbye = await Read(await Connect(readHello: false));
        Assert.Equal("disconnect too_many_websockets", $"{goodbye["type"]} {goodbye["reason"]}");
    }

    [Theory]
    [InlineData("warning", 10)]
    [InlineData("refresh_requested", 10)]
    [InlineData("link_disabled", 0)]
    public async Task A_goodbye_leaves_its_time(string reason, int seconds)
    {
        var socket = await Connect();
        await Slack.Sockets.DisconnectAsync(reason);
        Assert.Equal(reason, (await Read(socket))["reason"]!.GetValue<string>());
        if (seconds > 0)
        {
            await Time.WhenTimersWait();
            Time.Advance(TimeSpan.FromSeconds(seconds));
        }

        var end = await socket.ReceiveAsync(new byte[16].AsMemory(), TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketMessageType.Close, end.MessageType);
    }

    [Fact]
    public async Task A_cut_connection_fails_the_command_at_once()
    {
        var socket = await Connect();
        var typing = Slack.As("U1").Command("/incident", "open", "C1");
        await Read(socket);
        Slack.Sockets.Drop();
        Assert.Equal("dispatch_failed", (await typing).Error);
    }

    private static async Task<JsonObject> Read(ClientWebSocket socket)
    {
        var buffer = new byte[65536];
        var part = await socket.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken);
        return Json(Encoding.UTF8.GetString(buffer, 0, part.Count));
    }

    private static Task Write(ClientWebSocket socket, string json) =>
        socket.SendAsync(
            Encoding.UTF8.GetBytes(json),
            WebSocketMessageType.Text,
            endOfMessage: true,
            TestContext.Current.CancellationToken
        );

    private async Task<Uri> Address() =>
        new((await Send("apps.connections.open", new FormUrlEncodedContent([]), Slack.Options.AppToken))["url"]!.GetValue<string>());

    private async Task<ClientWebSocket> Connect(bool readHello = true)
    {
        var socket = new ClientWebSocket();
        _sockets.Add(socket);
        await socket.ConnectAsync(await Address(), TestContext.Current.CancellationToken);
        if (readHello)
        {
            await Read(socket);
        }

        return socket;
    }
}
