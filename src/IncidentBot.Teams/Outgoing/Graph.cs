using System.Text.Json;
using IncidentBot.Chat;

namespace IncidentBot.Teams.Outgoing;

/// <summary>The few calls of Microsoft Graph that the bot makes; each works only where the team's owner has allowed it.</summary>
internal sealed class Graph(TeamsHttp http, TeamsOptions options)
{
    /// <summary>Makes a standard channel.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer: it may have been made.</exception>
    public Task<TeamsAnswer> CreateChannelAsync(string team, string name, string description, CancellationToken cancellation) =>
        CallAsync(
            "a new channel",
            HttpMethod.Post,
            $"teams/{team}/channels",
            json =>
            {
                json.WriteString("displayName"u8, name);
                json.WriteString("description"u8, description);
                json.WriteString("membershipType"u8, "standard"u8);
            },
            cancellation
        );

    /// <summary>The channels of that name.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<TeamsAnswer> FindChannelsAsync(string team, string name, CancellationToken cancellation) =>
        CallAsync(
            "a look at the channels",
            HttpMethod.Get,
            $"teams/{team}/channels?$filter={Uri.EscapeDataString($"displayName eq '{name}'")}",
            null,
            cancellation
        );

    /// <summary>Puts a channel away.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<TeamsAnswer> ArchiveAsync(string team, string channel, CancellationToken cancellation) =>
        CallAsync(
            "the archiving of a channel",
            HttpMethod.Post,
            $"teams/{team}/channels/{Uri.EscapeDataString(channel)}/archive",
            _ => { },
            cancellation
        );

    /// <summary>The last messages of a channel, or of one of its threads.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<TeamsAnswer> MessagesAsync(string team, string channel, string thread, CancellationToken cancellation) =>
        CallAsync(
            "a look at the messages",
            HttpMethod.Get,
            $"teams/{team}/channels/{Uri.EscapeDataString(channel)}/messages{(thread.Length == 0 ? "" : $"/{thread}/replies")}?$top=50",
            null,
            cancellation
        );

    private Task<TeamsAnswer> CallAsync(
        string call,
        HttpMethod method,
        string path,
        Action<Utf8JsonWriter>? body,
        CancellationToken cancellation
    ) => http.CallAsync(call, method, options.GraphUrl + path, Scope, body, cancellation);

    private string Scope =>
        new Uri(options.GraphUrl).Host == "graph.microsoft.us"
            ? "https://graph.microsoft.us/.default"
            : "https://graph.microsoft.com/.default";
}
