using IncidentBot.Testing.Slack;

namespace IncidentBot.Contracts.SlackAdapter;

/// <summary>Ours, with exactly the scopes that the manifest asks for.</summary>
internal sealed class TheFakeSlack : AnotherSlack
{
    private TheFakeSlack(FakeSlack slack) => Slack = slack;

    public FakeSlack Slack { get; }

    public override Uri Api => Slack.ApiUrl;

    public static async Task<TheFakeSlack> StartAsync()
    {
        var slack = await FakeSlack.StartAsync(
            new FakeSlackOptions
            {
                Scopes = [.. IncidentBot.Slack.Install.SlackScopes.Needed.Keys],
                RequestUrls = SlackRequestUrls.AllAt(new Uri("http://127.0.0.1:9/nobody-listens")),
                Subscriptions = [],
            }
        );
        slack.Workspace.AddUser(new SlackUser("U1", "priya") { RealName = "Priya Raman" });
        slack.Workspace.AddUser(new SlackUser("U2", "marek") { RealName = "Marek Kowal" });
        slack.Workspace.AddGroup("S1", "sre", "U1", "U2");
        slack.Workspace.AddChannel("C1", "ops", members: ["U1", "U2"]);
        return new TheFakeSlack(slack);
    }

    public override async Task<string> ClickAsync(string user, string? view = null) =>
        (await Slack.As(user).Shortcut("open_incident")).TriggerId!;

    public override async Task<string> SayAsync(string name, string channel, string text) =>
        (await Slack.As(await PersonAsync(name)).Say(channel, text)).Ts;

    public override Task<IReadOnlyList<string>> PinsAsync(string channel) =>
        Task.FromResult<IReadOnlyList<string>>(Slack.Workspace.Channel(channel)!.PinnedTs);

    public override async ValueTask DisposeAsync()
    {
        await Slack.DisposeAsync();
        await base.DisposeAsync();
    }
}
