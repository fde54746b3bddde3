using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Teams;

/// <summary>What the bot answered at once over HTTP, and what the client shows because of it.</summary>
public sealed record TeamsReply(int Status, string Body)
{
    /// <summary>The bot took longer than Teams waits.</summary>
    public bool TimedOut { get; init; }

    /// <summary>The activity that was answered.</summary>
    public JsonObject Activity { get; init; } = [];

    /// <summary>The id of the message that was written, where one was.</summary>
    public string MessageId { get; init; } = "";

    public JsonObject? Json { get; } = Parse(Body);

    /// <summary>The card that takes the place of the one that was pressed.</summary>
    public JsonObject? Card => Json?["value"] as JsonObject;

    /// <summary>The words that are shown under the card that was pressed.</summary>
    public string Message =>
        Json?["type"]?.ToString() == "application/vnd.microsoft.activity.message" ? Json["value"]?.ToString() ?? "" : "";

    /// <summary>The card of the dialog that opens, or stays open.</summary>
    public JsonObject? Dialog => Json?["task"]?["value"] is JsonObject value ? value["card"]?["content"] as JsonObject : null;

    /// <summary>The words with which a dialog ends.</summary>
    public string DialogMessage => Json?["task"]?["type"]?.ToString() == "message" ? Json["task"]!["value"]?.ToString() ?? "" : "";

    /// <summary>Everything a person could read of it.</summary>
    public string ReadableText =>
        string.Join(
            '\n',
            new[] { Message, DialogMessage }.Concat(TeamsCards.Texts(Card)).Concat(TeamsCards.Texts(Dialog)).Where(text => text.Length > 0)
        );

    private static JsonObject? Parse(string body)
    {
        try
        {
            return body.Length > 0 ? JsonNode.Parse(body) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
