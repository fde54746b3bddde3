using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using IncidentBot.Testing;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Contracts.Slack;

/// <summary>Slack's own Bolt takes what our driver sends.</summary>
public sealed class Bolt_over_http : SlackBench
{
    protected override FakeSlackOptions Options => new();

    [Fact]
    public async Task Bolt_accepts_commands_interactions_and_events()
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        await using var bolt = await StartBolt(Slack.Options.SigningSecret);
        var priya = Slack.As("U1");

        Assert.Equal("Heard: open checkout", (await priya.Command("/incident", "open checkout", "C1")).Text);
        await bolt.WhenLine(line => line.Contains("\"command\"", StringComparison.Ordinal));

        Assert.Equal(200, (await priya.Shortcut("declare")).Status);
        await Post(
            "chat.postMessage",
            """{"channel":"C1","blocks":[{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"Go"}}]}]}"""
        );
        Assert.Equal(200, (await priya.Press("Go", "C1")).Status);
        await bolt.WhenLine(line => line.StartsWith("{\"kind\":\"action\"", StringComparison.Ordinal));

        var said = await priya.Say("C1", "It broke");
        await bolt.WhenLine(line =>
            line.StartsWith("{\"kind\":\"event\"", StringComparison.Ordinal) && line.Contains(said.Ts, StringComparison.Ordinal)
        );
        Assert.All(Slack.Deliveries.Where(delivery => delivery.Attempts.Count > 0), delivery => Assert.True(delivery.IsAccepted));
    }

    [Fact]
    public async Task Bolt_answers_submissions_and_menus_that_ask()
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        await using var bolt = await StartBolt(Slack.Options.SigningSecret);
        var priya = Slack.As("U1");
        var trigger = (await priya.Shortcut("declare")).TriggerId;
        await Post(
            "views.open",
            $$$"""
            {"trigger_id":"{{{trigger}}}","view":{"type":"modal","callback_id":"refuse","title":{"type":"plain_text","text":"Declare"},"submit":{"type":"plain_text","text":"Go"},"blocks":[
              {"type":"input","block_id":"title","label":{"type":"plain_text","text":"Title"},"element":{"type":"plain_text_input","action_id":"v"}},
              {"type":"input","block_id":"service","optional":true,"label":{"type":"plain_text","text":"Service"},"element":{"type":"external_select","action_id":"s"}}]} }
            """
        );
        Assert.Equal(["For check"], (await priya.Suggest("service", "check")).Options);
        Assert.Equal("Say more", (await priya.Submit(("Title", "x"))).Errors["title"]);
    }

    [Fact]
    public async Task Bolt_proves_its_url_and_survives_a_look_at_its_certificate()
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        await using var bolt = await StartBolt(Slack.Options.SigningSecret);
        Assert.Equal("sesame", (await Slack.VerifyUrl("sesame")).Json!["challenge"]!.GetValue<string>());
        Assert.Equal(200, (await Slack.CheckCertificate()).Status);
    }

    [Fact]
    public async Task Bolt_refuses_another_secret()
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        await using var bolt = await StartBolt("another-secret");
        Assert.Equal(401, (await Slack.As("U1").Command("/incident", "open", "C1")).Status);
    }

    private async Task<PeerProcess> StartBolt(string secret)
    {
        var port = FreePort();
        var bolt = await PeerProcess.StartAsync("slack/bolt-echo.mjs", $"{port}", secret, "/incident", Slack.ApiUrl.ToString());
        Slack.RequestUrls = SlackRequestUrls.AllAt(new Uri($"http://127.0.0.1:{port}/slack/events"));
        return bolt;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Slack's own Socket Mode client is content with our server.</summary>
public sealed class Real_socket_mode_client : SlackBench
{
    protected override FakeSlackOptions Options => new() { SocketMode = true, PingInterval = TimeSpan.FromMilliseconds(200) };

    [Fact]
    public async Task It_connects_acknowledges_and_answers()
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        await using var client = await StartClient();

        Assert.Equal("Heard: open", (await Slack.As("U1").Command("/incident", "open", "C1")).Text);
        await Slack.As("U1").Say("C1", "It broke");
        Assert.True(Slack.Deliveries[^1].IsAccepted);
        Assert.Equal(200, (await Slack.As("U1").Shortcut("declare")).Status);
        var line = await client.WhenLine(said => said.Contains("events_api", StringComparison.Ordinal));
        Assert.Equal(
            "0 false",
            $"{JsonNode.Parse(line)!["retry_num"]} {JsonNode.Parse(line)!["accepts_response_payload"]!.ToJsonString()}"
        );
        Assert.Empty(Slack.Violations.All);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task It_connects_again_when_it_is_told_to_go(string reason)
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        await using var client = await StartClient();

        await Slack.Sockets.DisconnectAsync(reason);
        await Slack.Until(() => Slack.Sockets.Accepted == 2 && Slack.Sockets.Open.Count == 1);
        Assert.Equal("Heard: again", (await Slack.As("U1").Command("/incident", "again", "C1")).Text);
        Assert.Equal(2, Slack.Calls("apps.connections.open").Count);
    }

    [Fact]
    public async Task It_connects_again_when_it_is_cut_off()
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        await using var client = await StartClient();

        Slack.Sockets.Drop();
        await Slack.Until(() => Slack.Sockets.Accepted == 2 && Slack.Sockets.Open.Count == 1);
        Assert.Equal("Heard: again", (await Slack.As("U1").Command("/incident", "again", "C1")).Text);
    }

    [Fact]
    public async Task It_gives_up_on_a_token_that_is_wrong()
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        await using var client = PeerProcess.Start("slack/socket-client.mjs", Slack.ApiUrl.ToString(), "xapp-wrong");
        await client.WhenLine(line => line.Contains("invalid_auth", StringComparison.Ordinal));
    }

    private async Task<PeerProcess> StartClient()
    {
        var client = await PeerProcess.StartAsync("slack/socket-client.mjs", Slack.ApiUrl.ToString(), Slack.Options.AppToken, "500");
        await Slack.Sockets.WhenOpen();
        return client;
    }
}
