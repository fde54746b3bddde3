using System.Text.Json;

namespace IncidentBot.Teams.Incoming;

/// <summary>What Teams tells in one request: a message, a press, something that happened.</summary>
/// <remarks>https://github.com/microsoft/botframework-sdk, specs/botframework-activity.</remarks>
internal sealed class Activity(JsonElement json)
{
    private const string InThread = ";messageid=";

    public JsonElement Json { get; } = json;

    public string Type { get; } = json.Text("type");

    public string Id { get; } = json.Text("id");

    /// <summary>Which invoke it is.</summary>
    public string Name { get; } = json.Text("name");

    public string ServiceUrl { get; } = json.Text("serviceUrl");

    public string ChannelId { get; } = json.Text("channelId");

    /// <summary>The conversation with the thread in it: where an answer goes.</summary>
    public string Conversation { get; } = json.Find("conversation").Text("id");

    /// <summary><c>personal</c>, <c>groupChat</c> or <c>channel</c>.</summary>
    public string Kind { get; } = json.Find("conversation").Text("conversationType");

    public string FromId { get; } = json.Find("from").Text("id");

    public string FromName { get; } = json.Find("from").Text("name");

    /// <summary>The directory's id of the person.</summary>
    public string FromAccount { get; } = json.Find("from").Text("aadObjectId");

    public string BotId { get; } = json.Find("recipient").Text("id");

    public JsonElement Value { get; } = json.Find("value");

    public JsonElement ChannelData { get; } = json.Find("channelData");

    public string EventType => ChannelData.Text("eventType");

    public string Team => ChannelData.Find("team").Text("id");

    public string TeamGroup => ChannelData.Find("team").Text("aadGroupId");

    /// <summary>The tenants that it names, in its two places; empty where it names none there. The same, where all is well.</summary>
    public (string OfConversation, string OfChannel) Tenants =>
        (Json.Find("conversation").Text("tenantId"), ChannelData.Find("tenant").Text("id"));

    /// <summary>The zone of the person's client; empty where it did not say.</summary>
    public string TimeZone
    {
        get
        {
            foreach (var entity in Json.Each("entities"))
            {
                if (entity.Says("type", "clientInfo"))
                {
                    return entity.Text("timezone");
                }
            }

            return "";
        }
    }

    /// <summary>
    /// Whether the bot is spoken to: alone with it, by mention, or by a message for it alone. A team may let the bot read every message; what
    /// people say to each other is no command.
    /// </summary>
    public bool IsForBot => Kind == "personal" || Json.Find("recipient").Find("isTargeted").ValueKind == JsonValueKind.True || IsMentioned;

    /// <summary>The conversation without the thread.</summary>
    public string BareConversation => field ??= Bare(Conversation);

    /// <summary>The identity by which a second delivery is recognised; null where Teams gave none.</summary>
    public string? Identity => Id.Length == 0 ? null : field ??= $"teams/{Conversation}/{Type}/{Id}";

    private bool IsMentioned
    {
        get
        {
            foreach (var entity in Json.Each("entities"))
            {
                if ((entity.Says("type", "mention") && entity.Find("mentioned").Says("id", BotId)) || entity.Says("treatment", "targeted"))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The conversation, with its thread, of the message of that identity; null where it is none of Teams.</summary>
    public static string? ConversationOf(string identity) =>
        identity.Split('/') is [TeamsPlatform.PlatformName, .. { Length: > 0 } conversation, _, _] ? string.Join('/', conversation) : null;

    /// <summary>The sentence that says which field is missing; null where none is.</summary>
    public string? Missing =>
        Type.Length == 0 ? "type"
        : ServiceUrl.Length == 0 ? "serviceUrl"
        : ChannelId.Length == 0 ? "channelId"
        : Conversation.Length == 0 ? "conversation.id"
        : Type is "message" or "invoke" && FromId.Length == 0 ? "from.id"
        : Type == "invoke" && Name.Length == 0 ? "name"
        : null;

    /// <summary>A conversation's id without the thread in it.</summary>
    public static string Bare(string conversation) =>
        conversation.IndexOf(InThread, StringComparison.Ordinal) is >= 0 and var at ? conversation[..at] : conversation;

    /// <summary>The thread in a conversation's id; empty where there is none.</summary>
    public static string Thread(string conversation) =>
        conversation.IndexOf(InThread, StringComparison.Ordinal) is >= 0 and var at ? conversation[(at + InThread.Length)..] : "";

    /// <summary>A thread of a conversation.</summary>
    public static string InThreadOf(string conversation, string message) => conversation + InThread + message;
}
