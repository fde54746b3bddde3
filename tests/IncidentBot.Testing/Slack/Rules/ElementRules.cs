using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>Where an element stands; not every element may stand everywhere.</summary>
internal enum ElementPlace
{
    Actions,
    Accessory,
    Input,
}

/// <summary>The limits of buttons, menus and inputs (docs.slack.dev/reference/block-kit/block-elements).</summary>
internal static class ElementRules
{
    private static readonly HashSet<string> InputOnly =
    [
        "plain_text_input",
        "number_input",
        "email_text_input",
        "url_text_input",
        "rich_text_input",
        "file_input",
    ];

    private static readonly HashSet<string> NeverInput = ["button", "overflow", "workflow_button", "image"];

    public static void CheckAll(JsonArray? elements, string pointer, ElementPlace place, SlackCheck check)
    {
        foreach (var (element, i) in (elements ?? []).Select((element, i) => (element as JsonObject, i)))
        {
            if (element is null)
            {
                check.Complain("must provide an object", $"{pointer}/{i}");
            }
            else
            {
                Check(element, $"{pointer}/{i}", place, check);
            }
        }
    }

    public static void Check(JsonObject element, string at, ElementPlace place, SlackCheck check)
    {
        var type = SlackBlocks.Text(element, "type") ?? "";
        var isMisplaced = place == ElementPlace.Input ? NeverInput.Contains(type) : InputOnly.Contains(type);
        if (isMisplaced || (type == "image" && place == ElementPlace.Actions))
        {
            check.Complain($"unsupported type: {type}", $"{at}/type");
            return;
        }

        check.String(element, "action_id", 255, at);
        check.TextObject(element, "placeholder", 150, at, plainOnly: true, required: false);
        Confirm(element, at, check);
        ByType(type, element, at, check);
    }

    public static void Image(JsonObject image, string at, SlackCheck check)
    {
        check.String(image, "alt_text", 2000, at, required: true);
        check.String(image, "image_url", 3000, at);
        if (image["image_url"] is null && image["slack_file"] is null)
        {
            check.Complain("missing required field: image_url", at);
        }
    }

    private static void ByType(string type, JsonObject element, string at, SlackCheck check)
    {
        switch (type)
        {
            case "button" or "workflow_button":
                Button(element, at, check);
                break;
            case "static_select" or "multi_static_select":
                Menu(element, at, check);
                break;
            case "overflow":
                Options(element, "options", 5, at, check);
                break;
            case "radio_buttons" or "checkboxes":
                Options(element, "options", 10, at, check);
                break;
            case "plain_text_input":
                TextInput(element, at, check);
                break;
            case "image":
                Image(element, at, check);
                break;
            case "external_select" or "multi_external_select" or "users_select" or "multi_users_select" or "conversations_select":
            case "multi_conversations_select" or "channels_select" or "multi_channels_select" or "datepicker" or "timepicker":
            case "datetimepicker" or "number_input" or "email_text_input" or "url_text_input" or "rich_text_input" or "file_input":
                break;
            default:
                check.Complain($"unsupported type: {type}", $"{at}/type");
                break;
        }
    }

    private static void Button(JsonObject element, string at, SlackCheck check)
    {
        check.TextObject(element, "text", 75, at, plainOnly: true);
        check.String(element, "value", 2000, at);
        check.String(element, "url", 3000, at);
        check.String(element, "accessibility_label", 75, at);
        if (element["style"] is not null && SlackBlocks.Text(element, "style") is not ("primary" or "danger"))
        {
            check.Complain("must be a valid enum value", $"{at}/style");
        }
    }

    private static void Menu(JsonObject element, string at, SlackCheck check)
    {
        if (element["option_groups"] is null)
        {
            Options(element, "options", 100, at, check);
        }
        else
        {
            check.Items(element, "option_groups", 1, 100, at);
            foreach (
                var (group, i) in ((element["option_groups"] as JsonArray) ?? []).OfType<JsonObject>().Select((group, i) => (group, i))
            )
            {
                check.TextObject(group, "label", 75, $"{at}/option_groups/{i}", plainOnly: true);
                Options(group, "options", 100, $"{at}/option_groups/{i}", check);
            }
        }

        if (
            element["initial_option"] is JsonObject chosen
            && !SlackBlocks.Options(element).Any(option => JsonNode.DeepEquals(option, chosen))
        )
        {
            check.Complain("initial_option must exactly match one of the provided options", $"{at}/initial_option");
        }
    }

    private static void Options(JsonObject element, string name, int max, string at, SlackCheck check)
    {
        check.Items(element, name, 1, max, at);
        foreach (var (option, i) in ((element[name] as JsonArray) ?? []).OfType<JsonObject>().Select((option, i) => (option, i)))
        {
            check.TextObject(option, "text", 75, $"{at}/{name}/{i}");
            check.String(option, "value", 150, $"{at}/{name}/{i}", required: true);
            check.TextObject(option, "description", 75, $"{at}/{name}/{i}", required: false);
        }
    }

    private static void TextInput(JsonObject element, string at, SlackCheck check)
    {
        var max = element["max_length"]?.GetValue<int>() ?? 3000;
        if (max is < 1 or > 3000)
        {
            check.Complain("must be between 1 and 3000", $"{at}/max_length");
        }

        check.String(element, "initial_value", max, at);
    }

    private static void Confirm(JsonObject element, string at, SlackCheck check)
    {
        if (element["confirm"] is JsonObject confirm)
        {
            check.TextObject(confirm, "title", 100, $"{at}/confirm", plainOnly: true, required: false);
            check.TextObject(confirm, "text", 300, $"{at}/confirm", required: false);
            check.TextObject(confirm, "confirm", 30, $"{at}/confirm", plainOnly: true, required: false);
            check.TextObject(confirm, "deny", 30, $"{at}/confirm", plainOnly: true, required: false);
        }
    }
}
