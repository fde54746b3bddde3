using System.Globalization;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>The shape each kind of element gives to what a person put in.</summary>
internal static class SlackFieldValue
{
    /// <summary>A button with its value, or the entry of an overflow menu.</summary>
    public static JsonObject Pressed(SlackElement element, string label)
    {
        if (element.Type == "overflow")
        {
            return new JsonObject { ["selected_option"] = Option(element, label) };
        }

        var json = new JsonObject { ["text"] = element.Json["text"]?.DeepClone() };
        if (SlackBlocks.Text(element.Json, "value") is { } value)
        {
            json["value"] = value;
        }

        return json;
    }

    /// <summary>What was typed or chosen; several choices are separated by <c>|</c>.</summary>
    public static JsonObject Chosen(SlackElement element, string text) =>
        element.Type switch
        {
            "static_select" or "radio_buttons" or "external_select" => new JsonObject { ["selected_option"] = Option(element, text) },
            "multi_static_select" or "checkboxes" or "multi_external_select" => new JsonObject
            {
                ["selected_options"] = new JsonArray([.. Parts(text).Select(part => Option(element, part))]),
            },
            "users_select" => new JsonObject { ["selected_user"] = text },
            "multi_users_select" => new JsonObject { ["selected_users"] = Texts(text) },
            "conversations_select" => new JsonObject { ["selected_conversation"] = text },
            "multi_conversations_select" => new JsonObject { ["selected_conversations"] = Texts(text) },
            "channels_select" => new JsonObject { ["selected_channel"] = text },
            "multi_channels_select" => new JsonObject { ["selected_channels"] = Texts(text) },
            "datepicker" => new JsonObject { ["selected_date"] = text },
            "timepicker" => new JsonObject { ["selected_time"] = text },
            "datetimepicker" => new JsonObject { ["selected_date_time"] = long.Parse(text, CultureInfo.InvariantCulture) },
            _ => new JsonObject { ["value"] = text },
        };

    /// <summary>What the form holds before anybody has touched it.</summary>
    public static JsonObject Initial(JsonArray? blocks)
    {
        var values = new JsonObject();
        foreach (
            var element in SlackBlocks.Elements(blocks).Where(element => element.Type is not ("button" or "overflow" or "workflow_button"))
        )
        {
            Put(values, element, Untouched(element));
        }

        return values;
    }

    public static void Put(JsonObject values, SlackElement element, JsonObject value)
    {
        value["type"] = element.Type;
        var block = values[element.BlockId] as JsonObject ?? [];
        block[element.ActionId] = value;
        values[element.BlockId] ??= block;
    }

    /// <summary>Whether nothing was put in.</summary>
    public static bool IsEmpty(JsonObject value) =>
        value.Where(member => member.Key != "type").All(member => member.Value is null or JsonArray { Count: 0 });

    private static JsonObject Untouched(SlackElement element)
    {
        var members = new (string Initial, string Selected)[]
        {
            ("initial_value", "value"),
            ("initial_option", "selected_option"),
            ("initial_options", "selected_options"),
            ("initial_user", "selected_user"),
            ("initial_users", "selected_users"),
            ("initial_conversation", "selected_conversation"),
            ("initial_channel", "selected_channel"),
            ("initial_date", "selected_date"),
            ("initial_time", "selected_time"),
            ("initial_date_time", "selected_date_time"),
        };
        var given = members.FirstOrDefault(member => element.Json[member.Initial] is not null);
        if (given.Selected is not null)
        {
            return new JsonObject { [given.Selected] = element.Json[given.Initial]?.DeepClone() };
        }

        // An untouched field is there with a null, not absent.
        var empty = Chosen(element with { Type = element.Type }, Blank(element.Type));
        return new JsonObject { [empty.First().Key] = empty.First().Value is JsonArray ? new JsonArray() : null };
    }

    private static string Blank(string type) => type == "datetimepicker" ? "0" : "";

    private static JsonObject Option(SlackElement element, string text)
    {
        var options = SlackBlocks.Options(element.Json).ToList();
        var found = options.FirstOrDefault(option =>
            SlackBlocks.Text(option["text"], "text") == text || SlackBlocks.Text(option, "value") == text
        );
        if (found is not null)
        {
            return found.DeepClone().AsObject();
        }

        // Only a menu whose options the app supplies may hold something that is not in the view.
        return element.Type.Contains("external", StringComparison.Ordinal) || text.Length == 0
            ? new JsonObject
            {
                ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = text },
                ["value"] = text,
            }
            : throw new InvalidOperationException(
                $"\"{element.Label}\" does not offer \"{text}\" but {string.Join(", ", options.Select(option => SlackBlocks.Text(option["text"], "text")))}."
            );
    }

    private static string[] Parts(string text) => text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static JsonArray Texts(string text) => new([.. Parts(text).Select(part => (JsonNode)part)]);
}
