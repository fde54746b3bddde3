using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IncidentBot.Testing;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Contracts.Slack;

/// <summary>A fake Slack with three people and some channels, and a bare HTTP client to speak to it.</summary>
public abstract class SlackBench : IAsyncLifetime
{
    private readonly HttpClient _http = new();

    protected ManualTime Time { get; } = new();

    protected FakeSlack Slack { get; private set; } = null!;

    protected virtual FakeSlackOptions Options => new() { Time = Time };

    public virtual async ValueTask InitializeAsync()
    {
        Slack = await FakeSlack.StartAsync(Options);
        Slack.Workspace.AddUser("U1", "priya");
        Slack.Workspace.AddUser("U2", "marek");
        Slack.Workspace.AddUser(new SlackUser("U3", "gone") { IsDeleted = true });
        Slack.Workspace.AddChannel("C1", "ops", members: [Slack.Options.BotUserId, "U1"]);
        Slack.Workspace.AddChannel("C2", "random", members: ["U1"]);
        Slack.Workspace.AddChannel("C3", "secret", isPrivate: true, members: ["U1"]);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Slack.DisposeAsync();
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();

    protected static string? ErrorOf(JsonObject answer) => answer["error"]?.GetValue<string>();

    protected static string ComplaintsOf(JsonObject answer) => answer["response_metadata"]?["messages"]?.ToJsonString() ?? "";

    protected Task<JsonObject> Form(string method, params (string Name, string Value)[] args) =>
        Send(method, new FormUrlEncodedContent(args.Select(arg => KeyValuePair.Create(arg.Name, arg.Value))));

    protected Task<JsonObject> Post(string method, string json) => Send(method, new StringContent(json, Encoding.UTF8, "application/json"));

    protected async Task<JsonObject> Send(string method, HttpContent content, string? token = "")
    {
        using var response = await Raw(method, content, token);
        return Json(await response.Content.ReadAsStringAsync());
    }

    protected Task<HttpResponseMessage> Raw(string method, HttpContent? content = null, string? token = "") =>
        RawUntil(method, content, token, CancellationToken.None);

    protected Task<HttpResponseMessage> RawUntil(string method, HttpContent? content, string? token, CancellationToken stop)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Slack.ApiUrl, method)) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Length == 0 ? Slack.Options.BotToken : token);
        }

        return _http.SendAsync(request, stop);
    }

    protected Task<HttpResponseMessage> PostTo(string url, string json) =>
        _http.PostAsync(new Uri(url), new StringContent(json, Encoding.UTF8, "application/json"));

    protected Task<HttpResponseMessage> PostTo(string url, HttpContent content) => _http.PostAsync(new Uri(url), content);

    protected async Task<string> PostMessage(string channel = "C1", string text = "hello") =>
        (await Form("chat.postMessage", ("channel", channel), ("text", text)))["ts"]!.GetValue<string>();
}
