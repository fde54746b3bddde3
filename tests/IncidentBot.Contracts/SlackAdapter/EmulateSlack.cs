using System.Text.Json.Nodes;
using IncidentBot.Testing;

namespace IncidentBot.Contracts.SlackAdapter;

/// <summary>A Slack that others wrote (<c>emulate</c>), which refuses what the scopes do not allow.</summary>
internal sealed class EmulateSlack : AnotherSlack
{
    internal const string LookingToken = "xoxb-looks";

    private readonly EmulateServer _server;

    private EmulateSlack(EmulateServer server) => _server = server;

    public override Uri Api => _server.Api;

    /// <summary>As it was in the beginning.</summary>
    public static async Task<EmulateSlack> StartAsync(EmulateServer server)
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        await server.ResetAsync();
        return new EmulateSlack(server);
    }

    public override async Task<string> ClickAsync(string user, string? view = null) =>
        (await CallAsync("views.generateTriggerId", ("user_id", user), ("view_id", view ?? "")))["trigger_id"]!.GetValue<string>();

    public override async Task<string> SayAsync(string name, string channel, string text)
    {
        using var response = await RawAsync($"xoxp-{name}", "chat.postMessage", ("channel", channel), ("text", text));
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonNode.Parse(answer)!["ts"]!.GetValue<string>();
    }

    public override async Task<IReadOnlyList<string>> PinsAsync(string channel)
    {
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", LookingToken) } };
        var answer = await http.GetStringAsync(new Uri(Api, $"pins.list?channel={channel}"), TestContext.Current.CancellationToken);
        return [.. JsonNode.Parse(answer)!["items"]!.AsArray().Select(item => item!["message"]!["ts"]!.GetValue<string>())];
    }
}
