using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>The limits of Block Kit, block by block (docs.slack.dev/reference/block-kit/blocks).</summary>
internal static class BlockRules
{
    public const int MaxInMessage = 50;
    public const int MaxInView = 100;

    // Newer blocks are let through unread: what they may hold changes from month to month.
    private static readonly HashSet<string> Unread =
    [
        "alert",
        "call",
        "card",
        "carousel",
        "container",
        "context_actions",
        "file",
        "plan",
        "rich_text",
        "task_card",
        "video",
    ];

    /// <summary>Refuses the blocks of a message with <c>invalid_blocks</c>.</summary>
    public static void CheckMessage(JsonArray blocks)
    {
        var check = new SlackCheck();
        Check(blocks, MaxInMessage, "/blocks", check);
        if (check.Complaints.Length > 0)
        {
            throw new SlackRefusal("invalid_blocks", check.Complaints);
        }
    }

    public static void Check(JsonArray blocks, int max, string pointer, SlackCheck check)
    {
        check.Count(blocks, 0, max, pointer);
        var markdown = 0;
        foreach (var (block, i) in blocks.Select((block, i) => (block as JsonObject, i)))
        {
            var at = $"{pointer}/{i}";
            if (block is null)
            {
                check.Complain("must provide an object", at);
                continue;
            }

            CheckBlock(block, at, check);
            Unique(SlackBlocks.Elements([block.DeepClone()]).Select(element => element.ActionId), "action_id", at, check);
            markdown += SlackBlocks.Text(block, "type") == "markdown" ? SlackBlocks.Text(block, "text")?.Length ?? 0 : 0;
        }

        if (markdown > 12_000)
        {
            check.Complain("markdown blocks must be less than 12001 characters together", pointer);
        }

        Unique(blocks.OfType<JsonObject>().Select(block => SlackBlocks.Text(block, "block_id")), "block_id", pointer, check);
    }

    private static void CheckBlock(JsonObject block, string at, SlackCheck check)
    {
        check.String(block, "block_id", 255, at);
        var type = SlackBlocks.Text(block, "type") ?? "";
        switch (type)
        {
            case "section":
                Section(block, at, check);
                break;
            case "header":
                check.TextObject(block, "text", 150, at, plainOnly: true);
                break;
            case "markdown":
                check.String(block, "text", 12_000, at, required: true);
                break;
            case "image":
                ElementRules.Image(block, at, check);
                check.TextObject(block, "title", 2000, at, plainOnly: true, required: false);
                break;
            case "actions":
                check.Items(block, "elements", 1, 25, at);
                ElementRules.CheckAll(block["elements"] as JsonArray, $"{at}/elements", ElementPlace.Actions, check);
                break;
            case "context":
                Context(block, at, check);
                break;
            case "input":
                Input(block, at, check);
                break;
            case "table":
                Table(block, at, check);
                break;
            case "divider":
                break;
            default:
                if (!Unread.Contains(type))
                {
                    check.Complain($"unsupported type: {type}", $"{at}/type");
                }

                break;
        }
    }

    private static void Section(JsonObject block, string at, SlackCheck check)
    {
        if (block["text"] is null && block["fields"] is null)
        {
            check.Complain("missing required field: text", at);
        }

        check.TextObject(block, "text", 3000, at, required: false);
        if (block["fields"] is not null)
        {
            check.Items(block, "fields", 1, 10, at);
            foreach (var (field, i) in ((block["fields"] as JsonArray) ?? []).Select((field, i) => (field, i)))
            {
                check.TextObject(field, 2000, $"{at}/fields/{i}");
            }
        }

        if (block["accessory"] is JsonObject accessory)
        {
            ElementRules.Check(accessory, $"{at}/accessory", ElementPlace.Accessory, check);
        }
    }

    private static void Context(JsonObject block, string at, SlackCheck check)
    {
        check.Items(block, "elements", 1, 10, at);
        foreach (var (element, i) in ((block["elements"] as JsonArray) ?? []).Select((element, i) => (element as JsonObject, i)))
        {
            if (element is not null && SlackBlocks.Text(element, "type") == "image")
            {
                ElementRules.Image(element, $"{at}/elements/{i}", check);
            }
            else
            {
                check.TextObject(element, 2000, $"{at}/elements/{i}");
            }
        }
    }

    private static void Input(JsonObject block, string at, SlackCheck check)
    {
        check.TextObject(block, "label", 2000, at, plainOnly: true);
        check.TextObject(block, "hint", 2000, at, plainOnly: true, required: false);
        if (check.Has(block, "element", at) && block["element"] is JsonObject element)
        {
            ElementRules.Check(element, $"{at}/element", ElementPlace.Input, check);
        }
    }

    private static void Table(JsonObject block, string at, SlackCheck check)
    {
        check.Items(block, "rows", 1, 100, at);
        foreach (var (row, i) in ((block["rows"] as JsonArray) ?? []).OfType<JsonArray>().Select((row, i) => (row, i)))
        {
            check.Count(row, 1, 20, $"{at}/rows/{i}");
        }
    }

    private static void Unique(IEnumerable<string?> ids, string name, string pointer, SlackCheck check)
    {
        foreach (var twice in ids.Where(id => !string.IsNullOrEmpty(id)).GroupBy(id => id).Where(same => same.Count() > 1))
        {
            check.Complain($"{name} \"{twice.Key}\" already exists", pointer);
        }
    }
}
