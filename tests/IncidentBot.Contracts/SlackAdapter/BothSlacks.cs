using System.Text.Json.Nodes;
using IncidentBot.Testing;

namespace IncidentBot.Contracts.SlackAdapter;

/// <summary>Our fake and the other Slack with the same channels in them, for questions that change nothing.</summary>
public sealed class BothSlacks : IAsyncLifetime
{
    private readonly EmulateServer _server = new();

    internal TheFakeSlack Fake { get; private set; } = null!;

    internal EmulateSlack Emulate { get; private set; } = null!;

    internal Dictionary<string, string> KnownToFake { get; private set; } = [];

    internal Dictionary<string, string> KnownToEmulate { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        if (PeerProcess.Missing is null)
        {
            await _server.InitializeAsync();
            Emulate = await EmulateSlack.StartAsync(_server);
            Fake = await TheFakeSlack.StartAsync();
            KnownToFake = await PrepareAsync(Fake);
            KnownToEmulate = await PrepareAsync(Emulate);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (Fake?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Emulate?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _server.DisposeAsync();
    }

    private static async Task<Dictionary<string, string>> PrepareAsync(AnotherSlack slack)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["priya"] = await slack.PersonAsync("priya"),
            ["ops"] = await slack.ChannelAsync("ops"),
            ["mine"] = await MakeAsync(slack, "mine"),
            ["shared"] = await MakeAsync(slack, "shared"),
            ["archived"] = await MakeAsync(slack, "archived"),
        };
        known["theirs"] = await slack.SayAsync("priya", known["ops"], "Ours");
        known["pinned"] = Text(await slack.CallAsync("chat.postMessage", ("channel", known["mine"]), ("text", "Pinned")), "ts");
        known["used"] = await slack.ClickAsync(known["priya"]);
        await slack.CallAsync("pins.add", ("channel", known["mine"]), ("timestamp", known["pinned"]));
        await slack.CallAsync("conversations.invite", ("channel", known["shared"]), ("users", known["priya"]));
        await slack.CallAsync("conversations.archive", ("channel", known["archived"]));
        await slack.CallAsync("views.open", ("trigger_id", known["used"]), ("view", Refusals.View));
        await slack.CallAsync("views.publish", ("user_id", known["priya"]), ("view", Refusals.Home));
        return known;
    }

    private static async Task<string> MakeAsync(AnotherSlack slack, string name) =>
        Text((await slack.CallAsync("conversations.create", ("name", name)))["channel"], "id");

    private static string Text(JsonNode? node, string property) => node![property]!.GetValue<string>();
}
