using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>What the app answered at once, and what the person saw because of it.</summary>
public sealed record SlackReply(int Status, string Body)
{
    /// <summary>The app took longer than three seconds.</summary>
    public bool TimedOut { get; init; }

    public bool WantsNoRetry { get; init; }

    public string? TriggerId { get; init; }

    public SlackResponseUrl? ResponseUrl { get; init; }

    /// <summary>What Slack shows instead of an answer: <c>operation_timeout</c>, <c>dispatch_failed</c>, or what is wrong with the blocks.</summary>
    public string? Error { get; init; }

    public JsonObject? Json { get; } = Parse(Body);

    /// <summary>The text of the answer, JSON or plain.</summary>
    public string Text => Json is null ? Body : SlackBlocks.Text(Json, "text") ?? "";

    public JsonArray? Blocks => Json?["blocks"] as JsonArray;

    /// <summary>Text and blocks as a person reads them, one text a line.</summary>
    public string ReadableText => string.Join('\n', new[] { Text }.Concat(SlackBlocks.Texts(Blocks)).Where(text => text.Length > 0));

    public bool IsInChannel => SlackBlocks.Text(Json, "response_type") == "in_channel";

    /// <summary>What becomes of a modal: <c>errors</c>, <c>update</c>, <c>push</c>, <c>clear</c>; null closes it.</summary>
    public string? ResponseAction => SlackBlocks.Text(Json, "response_action");

    /// <summary>The complaints about a modal, by block id.</summary>
    public IReadOnlyDictionary<string, string> Errors =>
        (Json?["errors"] as JsonObject)?.ToDictionary(error => error.Key, error => error.Value?.ToString() ?? "") ?? [];

    /// <summary>The options offered to somebody who types in a menu, by their text.</summary>
    public IReadOnlyList<string> Options =>
        Json is null ? [] : [.. SlackBlocks.Options(Json).Select(option => SlackBlocks.Text(option["text"], "text") ?? "")];

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
