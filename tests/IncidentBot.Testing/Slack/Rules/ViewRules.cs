using System.Text;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>The limits of modals and Home tabs (docs.slack.dev/reference/views).</summary>
internal static class ViewRules
{
    private const int MaxBytes = 250 * 1024;

    public static void Check(JsonObject view, string wantedType)
    {
        if (Encoding.UTF8.GetByteCount(view.ToJsonString()) > MaxBytes)
        {
            throw new SlackRefusal("view_too_large");
        }

        var check = new SlackCheck();
        if (SlackBlocks.Text(view, "type") != wantedType)
        {
            check.Complain($"must be of type {wantedType}", "/view/type");
        }

        check.String(view, "private_metadata", 3000, "/view");
        check.String(view, "callback_id", 255, "/view");
        check.String(view, "external_id", 255, "/view");
        if (check.Has(view, "blocks", "/view"))
        {
            BlockRules.Check(view["blocks"] as JsonArray ?? [], BlockRules.MaxInView, "/view/blocks", check);
        }

        if (wantedType == "modal")
        {
            Modal(view, check);
        }

        if (check.Complaints.Length > 0)
        {
            throw new SlackRefusal("invalid_arguments", check.Complaints);
        }
    }

    private static void Modal(JsonObject view, SlackCheck check)
    {
        check.TextObject(view, "title", 24, "/view", plainOnly: true);
        check.TextObject(view, "submit", 24, "/view", plainOnly: true, required: false);
        check.TextObject(view, "close", 24, "/view", plainOnly: true, required: false);
        var blocks = (view["blocks"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (view["submit"] is null && blocks.Any(block => SlackBlocks.Text(block, "type") == "input"))
        {
            check.Complain("submit is required when an input block is within blocks array", "/view");
        }

        foreach (var (block, i) in blocks.Select((block, i) => (block, i)))
        {
            if (SlackBlocks.Text(block, "type") is "table" or "file")
            {
                check.Complain($"unsupported type: {SlackBlocks.Text(block, "type")}", $"/view/blocks/{i}/type");
            }
        }
    }
}
