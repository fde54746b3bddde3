using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>An interactive element as a person sees it.</summary>
public sealed record SlackElement(string Type, string Label, string ActionId, string BlockId, JsonObject Json);

/// <summary>Reads Block Kit the way a person reads the screen.</summary>
public static class SlackBlocks
{
    /// <summary>A string member of an object, or null when it is absent or something else.</summary>
    public static string? Text(JsonNode? node, string name) =>
        node is JsonObject json && json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : null;

    /// <summary>Every text shown, in order.</summary>
    public static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonArray array => array.SelectMany(Texts),
            JsonObject json when Text(json, "type") is "plain_text" or "mrkdwn" or "text" or "markdown" => [Text(json, "text") ?? ""],
            JsonObject json when Text(json, "type") == "user" => [$"<@{Text(json, "user_id")}>"],
            JsonObject json => json.Where(member => member.Value is JsonArray or JsonObject).SelectMany(member => Texts(member.Value)),
            _ => [],
        };

    /// <summary>Every element that can be pressed or filled; its label is its text, its input's label or its placeholder.</summary>
    public static IEnumerable<SlackElement> Elements(JsonArray? blocks) =>
        (blocks ?? []).OfType<JsonObject>().SelectMany(block => ElementsOf(block).Select(element => Describe(block, element)));

    /// <summary>The options of a menu, of its groups too.</summary>
    public static IEnumerable<JsonObject> Options(JsonObject element) =>
        ((element["options"] as JsonArray) ?? [])
            .Concat(((element["option_groups"] as JsonArray) ?? []).SelectMany(group => (group?["options"] as JsonArray) ?? []))
            .OfType<JsonObject>();

    internal static JsonArray Clone(JsonArray array) => array.DeepClone().AsArray();

    /// <summary>Slack names the blocks and elements that the app did not name.</summary>
    internal static JsonArray Named(JsonArray blocks)
    {
        var named = Clone(blocks);
        for (var i = 0; i < named.Count; i++)
        {
            if (named[i] is JsonObject block)
            {
                block["block_id"] ??= $"auto{i}";
                foreach (var (element, j) in ElementsOf(block).Select((element, j) => (element, j)))
                {
                    element["action_id"] ??= $"auto{i}.{j}";
                }
            }
        }

        return named;
    }

    private static SlackElement Describe(JsonObject block, JsonObject element)
    {
        var label =
            Text(element["text"], "text")
            ?? Text(block["label"], "text")
            ?? Text(element["placeholder"], "text")
            ?? Text(element, "action_id")
            ?? "";
        return new SlackElement(
            Text(element, "type") ?? "",
            label,
            Text(element, "action_id") ?? "",
            Text(block, "block_id") ?? "",
            element
        );
    }

    private static IEnumerable<JsonObject> ElementsOf(JsonObject block) =>
        Text(block, "type") switch
        {
            "actions" or "context_actions" => ((block["elements"] as JsonArray) ?? []).OfType<JsonObject>(),
            "section" when block["accessory"] is JsonObject accessory && Text(accessory, "type") != "image" => [accessory],
            "input" when block["element"] is JsonObject element => [element],
            _ => [],
        };
}
