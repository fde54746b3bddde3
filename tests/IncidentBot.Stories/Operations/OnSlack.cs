using IncidentBot.Stories.CommandLine;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Stories.Operations;

/// <summary>The real program in a process of its own, called by a Slack that keeps Slack's rules.</summary>
internal sealed class OnSlack : IAsyncDisposable
{
    public const string Ana = "U1ANA";
    public const string Ops = "C1OPS";

    private OnSlack(FakeSlack slack, RunningServer server) => (Slack, Server) = (slack, server);

    public FakeSlack Slack { get; }

    public RunningServer Server { get; }

    public static async Task<OnSlack> StartAsync(params (string Name, string Value)[] settings)
    {
        var slack = await FakeSlack.StartAsync();
        slack.Workspace.AddUser(Ana, "ana");
        slack.Workspace.AddChannel(Ops, "ops");
        var server = await RunningServer.StartAsync(
            null,
            [
                ("Slack__ApiUrl", slack.ApiUrl.ToString()),
                ("Slack__BotToken", slack.Options.BotToken),
                ("Slack__SigningSecret", slack.Options.SigningSecret),
                .. settings,
            ]
        );
        var address = new Uri(server.Address);
        slack.RequestUrls = new SlackRequestUrls(
            new Uri(address, "slack/commands"),
            new Uri(address, "slack/interactions"),
            new Uri(address, "slack/events")
        );
        return new OnSlack(slack, server);
    }

    public Task<SlackReply> TypesAsync(string text, string channel = Ops) => Slack.As(Ana).Command("/incident", text, channel);

    /// <summary>Opens an incident and waits for its channel.</summary>
    public async Task<SlackChannel> OpenAsync(string words)
    {
        await TypesAsync("open " + words);
        await Slack.Until(() => Slack.Workspace.Channels.Count > 1);
        return Slack.Workspace.Channels[1];
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Slack.DisposeAsync();
    }
}
