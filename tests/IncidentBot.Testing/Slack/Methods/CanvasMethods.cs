using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>Canvases: made for a channel or alone, edited with one change at a time.</summary>
internal static class CanvasMethods
{
    public static IReadOnlyList<SlackMethod> All { get; } =
    [
        new("conversations.canvases.create", SlackMethod.Tier2, CreateForChannel)
        {
            Scopes = ["canvases:write"],
            Required = ["channel_id"],
        },
        new("canvases.create", SlackMethod.Tier2, Create) { Scopes = ["canvases:write"] },
        new("canvases.edit", SlackMethod.Tier3, Edit) { Scopes = ["canvases:write"], Required = ["canvas_id", "changes"] },
    ];

    private static JsonObject CreateForChannel(SlackRequest request)
    {
        var channel = request.JoinedChannel("channel_id");
        if (channel.CanvasId is not null)
        {
            throw new SlackRefusal("channel_canvas_already_exists");
        }

        var canvas = New(request, channel.Id);
        channel.CanvasId = canvas.Id;
        return SlackRequest.Ok(("canvas_id", canvas.Id));
    }

    private static JsonObject Create(SlackRequest request)
    {
        var channel = request.Args.Has("channel_id") ? request.JoinedChannel("channel_id") : null;
        return SlackRequest.Ok(("canvas_id", New(request, channel?.Id).Id));
    }

    private static JsonObject Edit(SlackRequest request)
    {
        var canvas = request.Workspace.Canvas(request.Text("canvas_id")) ?? throw new SlackRefusal("canvas_not_found");
        if (request.Args.Array("changes") is not [JsonObject change])
        {
            throw new SlackRefusal("invalid_arguments", "exactly one change is allowed [json-pointer:/changes]");
        }

        request.Workspace.Save(Changed(canvas, change));
        return SlackRequest.Ok();
    }

    private static SlackCanvas Changed(SlackCanvas canvas, JsonObject change)
    {
        var text = SlackBlocks.Text(change["document_content"], "markdown");
        return SlackBlocks.Text(change, "operation") switch
        {
            "insert_at_end" => canvas with { Markdown = canvas.Markdown + Readable(text) },
            "insert_at_start" => canvas with { Markdown = Readable(text) + canvas.Markdown },
            "replace" when change["section_id"] is null => canvas with { Markdown = Readable(text) },
            "rename" => canvas with { Title = SlackBlocks.Text(change["title_content"], "markdown") ?? canvas.Title },
            var operation => throw Failed($"operation {operation} needs a section that exists"),
        };
    }

    private static SlackCanvas New(SlackRequest request, string? channel)
    {
        var content = request.Args.Object("document_content");
        var text = content is null ? "" : Readable(SlackBlocks.Text(content, "markdown"));
        return request.Workspace.Save(new SlackCanvas(request.Workspace.NewId("F"), request.Text("title"), text) { Channel = channel });
    }

    // Canvases know three levels of headings.
    private static string Readable(string? markdown) =>
        markdown switch
        {
            null => throw new SlackRefusal("invalid_arguments", "missing required field: markdown [json-pointer:/document_content]"),
            _ when markdown.Split('\n').Any(line => line.StartsWith("####", StringComparison.Ordinal)) => throw Failed(
                "Unsupported heading depth"
            ),
            _ => markdown,
        };

    private static SlackRefusal Failed(string detail) => new("canvas_editing_failed") { Extra = new JsonObject { ["detail"] = detail } };
}
