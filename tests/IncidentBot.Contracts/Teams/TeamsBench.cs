using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IncidentBot.Testing;
using IncidentBot.Testing.Teams;

namespace IncidentBot.Contracts.Teams;

/// <summary>A fake Teams with two people and a team, and a bare HTTP client to speak to it.</summary>
public abstract class TeamsBench : IAsyncLifetime
{
    protected const string Hello = """{"type":"message","text":"hello"}""";
    private readonly HttpClient _http = new();
    private string _connectorToken = "";
    private string _graphToken = "";

    protected ManualTime Time { get; } = new();

    protected FakeTeams Teams { get; private set; } = null!;

    protected TeamsUser Priya { get; private set; } = null!;

    protected TeamsUser Marek { get; private set; } = null!;

    protected TeamsTeam Team { get; private set; } = null!;

    protected TeamsConversation Ops { get; private set; } = null!;

    protected virtual FakeTeamsOptions Options => new() { Time = Time };

    public virtual async ValueTask InitializeAsync()
    {
        Teams = await FakeTeams.StartAsync(Options);
        Priya = Teams.Organisation.AddUser("Priya Raman", "Europe/Berlin");
        Marek = Teams.Organisation.AddUser("Marek Kowal");
        Team = Teams.Organisation.AddTeam("Incidents", Priya, Marek);
        Ops = Teams.Organisation.AddChannel(Team, "ops");
        _connectorToken = (await Token("https://api.botframework.com/.default"))["access_token"]!.ToString();
        _graphToken = (await Token("https://graph.microsoft.com/.default"))["access_token"]!.ToString();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Teams.DisposeAsync();
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task<JsonObject> Token(string scope, string? secret = null, string? tenant = null)
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = Teams.Options.AppId,
                ["client_secret"] = secret ?? Teams.Options.AppPassword,
                ["scope"] = scope,
            }
        );
        using var response = await _http.PostAsync(new Uri(Teams.Url, $"login/{tenant ?? Teams.Options.TenantId}/oauth2/v2.0/token"), form);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    protected Task<(int Status, JsonObject? Json)> Connector(HttpMethod method, string path, string? json = null, string? token = null) =>
        Send(method, "connector/" + path, json, token ?? _connectorToken);

    protected Task<(int Status, JsonObject? Json)> Graph(HttpMethod method, string path, string? json = null) =>
        Send(method, "graph/v1.0/" + path, json, _graphToken);

    protected Task<(int Status, JsonObject? Json)> Post(string conversation, string activity = Hello) =>
        Connector(HttpMethod.Post, $"v3/conversations/{Uri.EscapeDataString(conversation)}/activities", activity);

    protected Task<HttpResponseMessage> Raw(HttpMethod method, string path, string? json, string token)
    {
        var request = new HttpRequestMessage(method, new Uri(Teams.Url, path))
        {
            Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return _http.SendAsync(request);
    }

    protected Task<HttpResponseMessage> RawPost(string conversation) =>
        Raw(HttpMethod.Post, $"connector/v3/conversations/{Uri.EscapeDataString(conversation)}/activities", Hello, _connectorToken);

    protected static string? CodeOf((int Status, JsonObject? Json) answer) => answer.Json?["error"]?["code"]?.ToString();

    private async Task<(int, JsonObject?)> Send(HttpMethod method, string path, string? json, string token)
    {
        using var response = await Raw(method, path, json, token);
        var body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, body.Length == 0 ? null : JsonNode.Parse(body) as JsonObject);
    }
}
