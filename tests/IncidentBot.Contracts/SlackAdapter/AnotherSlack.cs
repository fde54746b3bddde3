using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace IncidentBot.Contracts.SlackAdapter;

/// <summary>A Slack to hold the adapter against, with priya and marek and the public channel ops, where the bot is not.</summary>
public abstract class AnotherSlack : IAsyncDisposable
{
    public const string BotToken = "xoxb-fake";
    public const string AppToken = "xapp-fake";
    public const string BotUser = "U0BOT";

    private readonly HttpClient _http = new();

    /// <summary>Where the Web API is.</summary>
    public abstract Uri Api { get; }

    /// <summary>A click of somebody, which allows one view to be opened.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="view">The modal in which they clicked; null where it was none.</param>
    public abstract Task<string> ClickAsync(string user, string? view = null);

    /// <summary>Somebody says something; gives the message's timestamp.</summary>
    public abstract Task<string> SayAsync(string name, string channel, string text);

    /// <summary>The timestamps of the messages that are pinned.</summary>
    public abstract Task<IReadOnlyList<string>> PinsAsync(string channel);

    /// <summary>Somebody's id by name.</summary>
    public async Task<string> PersonAsync(string name) =>
        (await CallAsync("users.list"))["members"]!.AsArray().First(user => user!["name"]!.GetValue<string>() == name)![
            "id"
        ]!.GetValue<string>();

    /// <summary>A public channel's id by name.</summary>
    public async Task<string> ChannelAsync(string name) =>
        (await CallAsync("conversations.list", ("limit", "500")))["channels"]!
            .AsArray()
            .First(channel => channel!["name"]!.GetValue<string>() == name)!["id"]!.GetValue<string>();

    /// <summary>What stands in a channel, the newest first.</summary>
    public async Task<IReadOnlyList<JsonObject>> MessagesAsync(string channel) =>
        [
            .. (await CallAsync("conversations.history", ("channel", channel), ("include_all_metadata", "true")))["messages"]!
                .AsArray()
                .OfType<JsonObject>()
                .Where(message => !(message["subtype"]?.GetValue<string>() ?? "").StartsWith("channel_", StringComparison.Ordinal)),
        ];

    /// <summary>A channel as Slack sees it.</summary>
    public async Task<JsonObject> InfoAsync(string channel) =>
        (await CallAsync("conversations.info", ("channel", channel)))["channel"]!.AsObject();

    /// <summary>A call as nobody of ours makes it.</summary>
    public async Task<JsonObject> CallAsync(string method, params (string Name, string Value)[] arguments)
    {
        using var response = await RawAsync(method, arguments);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
    }

    public Task<HttpResponseMessage> RawAsync(string method, params (string Name, string Value)[] arguments) =>
        RawAsync(BotToken, method, arguments);

    protected Task<HttpResponseMessage> RawAsync(string token, string method, params (string Name, string Value)[] arguments)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Api, method))
        {
            Content = new FormUrlEncodedContent(arguments.Select(argument => KeyValuePair.Create(argument.Name, argument.Value))),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        return _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public virtual ValueTask DisposeAsync()
    {
        _http.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
