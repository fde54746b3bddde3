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

    /// <summary>One message of a channel, or of one of its threads.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<TeamsAnswer> MessageAsync(string team, string channel, string thread, string message, CancellationToken cancellation) =>
        CallAsync(
            "a look at a message",
            HttpMethod.Get,
            $"teams/{team}/channels/{Uri.EscapeDataString(channel)}/messages/"
                + (
                    thread.Length == 0 || thread == message
                        ? Uri.EscapeDataString(message)
                        : $"{Uri.EscapeDataString(thread)}/replies/{Uri.EscapeDataString(message)}"
                ),
            null,
            cancellation
        );

    /// <summary>The last messages of a group chat.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<TeamsAnswer> ChatMessagesAsync(string chat, CancellationToken cancellation) =>
        CallAsync(
            "a look at the messages of a chat",
            HttpMethod.Get,
            $"chats/{Uri.EscapeDataString(chat)}/messages?$top=50",
            null,
            cancellation
        );

    /// <summary>One message of a group chat.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<TeamsAnswer> ChatMessageAsync(string chat, string message, CancellationToken cancellation) =>
        CallAsync(
            "a look at a message of a chat",
            HttpMethod.Get,
            $"chats/{Uri.EscapeDataString(chat)}/messages/{Uri.EscapeDataString(message)}",
            null,
            cancellation
        );

    /// <summary>Begins a group chat of these people, by the directory's ids.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer: it may have been begun.</exception>
    public Task<TeamsAnswer> CreateChatAsync(string topic, IEnumerable<string> accounts, CancellationToken cancellation) =>
        CallAsync(
            "a group chat",
            HttpMethod.Post,
            "chats",
            json =>
            {
                json.WriteString("chatType"u8, "group"u8);
                json.WriteString("topic"u8, topic);
                json.WriteStartArray("members"u8);
                foreach (var account in accounts)
                {
                    json.WriteStartObject();
                    WriteMember(json, account);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            },
            cancellation
        );

    /// <summary>Takes the bot itself into a chat.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<TeamsAnswer> InstallInChatAsync(string chat, CancellationToken cancellation) =>
        CallAsync(
            "the app in a group chat",
            HttpMethod.Post,
            $"chats/{Uri.EscapeDataString(chat)}/installedApps",
            json => json.WriteString("teamsApp@odata.bind"u8, $"{options.GraphUrl}appCatalogs/teamsApps/{options.CatalogApp}"),
            cancellation
        );

    /// <summary>Takes somebody into a chat, who then reads what was said there before.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<TeamsAnswer> AddToChatAsync(string chat, string account, CancellationToken cancellation) =>
        CallAsync(
            "a new member of a group chat",
            HttpMethod.Post,
            $"chats/{Uri.EscapeDataString(chat)}/members",
            json =>
            {
                WriteMember(json, account);
                json.WriteString("visibleHistoryStartDateTime"u8, "0001-01-01T00:00:00Z"u8);
            },
            cancellation
        );

    /// <summary>The folder in which a channel keeps its files.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<TeamsAnswer> FolderAsync(string team, string channel, CancellationToken cancellation) =>
        CallAsync(
            "the files of a channel",
            HttpMethod.Get,
            $"teams/{team}/channels/{Uri.EscapeDataString(channel)}/filesFolder",
            null,
            cancellation
        );

    /// <summary>Puts a file into a folder; one of the same name is replaced.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<TeamsAnswer> UploadAsync(string drive, string folder, string name, byte[] content, CancellationToken cancellation) =>
        http.SendAsync(
            "a file",
            HttpMethod.Put,
            $"{options.GraphUrl}drives/{Uri.EscapeDataString(drive)}/items/{Uri.EscapeDataString(folder)}:/{Uri.EscapeDataString(name)}:/content",
            ScopeOf(options),
            content,
            "text/markdown",
            cancellation
        );

    private void WriteMember(Utf8JsonWriter json, string account)
    {
        json.WriteString("@odata.type"u8, "#microsoft.graph.aadUserConversationMember"u8);
        json.WriteStartArray("roles"u8);
        json.WriteStringValue("owner"u8);
        json.WriteEndArray();
        json.WriteString("user@odata.bind"u8, $"{options.GraphUrl}users('{account}')");
    }

    private Task<TeamsAnswer> CallAsync(
        string call,
        HttpMethod method,
        string path,
        Action<Utf8JsonWriter>? body,
        CancellationToken cancellation
    ) => http.CallAsync(call, method, options.GraphUrl + path, ScopeOf(options), body, cancellation);

    /// <summary>What a token for Graph is asked for with.</summary>
    public static string ScopeOf(TeamsOptions options) =>
        new Uri(options.GraphUrl).Host == "graph.microsoft.us"
            ? "https://graph.microsoft.us/.default"
            : "https://graph.microsoft.com/.default";
}
