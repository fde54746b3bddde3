using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>Collects complaints about a JSON document, each with the pointer to the culprit, in Slack's own wording.</summary>
internal sealed class SlackCheck
{
    private readonly List<string> _complaints = [];

    public string[] Complaints => [.. _complaints];

    public void Complain(string what, string pointer) => _complaints.Add($"{what} [json-pointer:{pointer}]");

    /// <summary>Whether the member is there at all; complains when it is not.</summary>
    public bool Has(JsonObject json, string name, string pointer)
    {
        if (json[name] is null)
        {
            Complain($"missing required field: {name}", pointer);
            return false;
        }

        return true;
    }

    public void String(JsonObject json, string name, int max, string pointer, bool required = false)
    {
        if (json[name] is null)
        {
            if (required)
            {
                Has(json, name, pointer);
            }

            return;
        }

        if (SlackBlocks.Text(json, name) is not { } text)
        {
            Complain("must be a string", $"{pointer}/{name}");
            return;
        }

        Longest(text, max, $"{pointer}/{name}");
    }

    public void Items(JsonObject json, string name, int min, int max, string pointer)
    {
        if (json[name] is not JsonArray items)
        {
            Complain(
                json[name] is null ? $"missing required field: {name}" : "must be an array",
                json[name] is null ? pointer : $"{pointer}/{name}"
            );
            return;
        }

        Count(items, min, max, $"{pointer}/{name}");
    }

    public void Count(JsonArray items, int min, int max, string pointer)
    {
        if (items.Count < min)
        {
            Complain($"no fewer than {min} items required", pointer);
        }

        if (items.Count > max)
        {
            Complain($"no more than {max} items allowed [input:{items.Count}]", pointer);
        }
    }

    /// <summary>A text object: of the right type, neither empty nor too long.</summary>
    public void TextObject(JsonObject json, string name, int max, string pointer, bool plainOnly = false, bool required = true)
    {
        if (json[name] is null)
        {
            if (required)
            {
                Has(json, name, pointer);
            }

            return;
        }

        TextObject(json[name], max, $"{pointer}/{name}", plainOnly);
    }

    public void TextObject(JsonNode? node, int max, string pointer, bool plainOnly = false)
    {
        if (node is not JsonObject text)
        {
            Complain("must provide an object", pointer);
            return;
        }

        CheckType(text, pointer, plainOnly);
        if (SlackBlocks.Text(text, "text") is not { } words)
        {
            Complain("missing required field: text", pointer);
            return;
        }

        if (words.Length == 0)
        {
            Complain("must be more than 0 characters", $"{pointer}/text");
        }

        Longest(words, max, $"{pointer}/text");
    }

    private void CheckType(JsonObject text, string pointer, bool plainOnly)
    {
        var type = SlackBlocks.Text(text, "type");
        if (type is not ("plain_text" or "mrkdwn") || (plainOnly && type != "plain_text"))
        {
            Complain($"unsupported type: {type}", $"{pointer}/type");
        }

        var wrong = type == "plain_text" ? "verbatim" : "emoji";
        if (text[wrong] is { } value && value.GetValueKind() != JsonValueKind.Null)
        {
            Complain($"invalid additional property: {wrong}", pointer);
        }
    }

    private void Longest(string text, int max, string pointer)
    {
        if (text.Length > max)
        {
            Complain($"must be less than {max + 1} characters", pointer);
        }
    }
}
