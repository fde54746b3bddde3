using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>The two calls around an upload; the bytes themselves go to <c>/upload/id</c>.</summary>
internal static class FileMethods
{
    public static IReadOnlyList<SlackMethod> All { get; } =
    [
        new("files.getUploadURLExternal", SlackMethod.Tier4, Start)
        {
            Scopes = ["files:write"],
            Required = ["filename", "length"],
            FormOnly = true,
        },
        new("files.completeUploadExternal", SlackMethod.Tier4, Complete) { Scopes = ["files:write"], Required = ["files"] },
    ];

    private static JsonObject Start(SlackRequest request)
    {
        var length = request.Args.Number("length", 0);
        if (length <= 0)
        {
            throw new SlackRefusal("invalid_arguments", "must be greater than 0 [json-pointer:/length]");
        }

        var file = request.Workspace.Save(new SlackFile(request.Workspace.NewId("F"), request.Text("filename"), length));
        return SlackRequest.Ok(("upload_url", new Uri(request.Slack.Url, $"upload/{file.Id}").ToString()), ("file_id", file.Id));
    }

    private static JsonObject Complete(SlackRequest request)
    {
        var asked = request.Args.Array("files")?.OfType<JsonObject>().ToList() ?? [];
        if (asked.Count == 0)
        {
            throw new SlackRefusal("invalid_arguments", "missing required field: files");
        }

        var channel = request.Args.Has("channel_id") ? request.JoinedChannel("channel_id") : null;
        var found = asked.Select(one => Finished(request, one, channel)).ToList();
        var files = new JsonArray([.. found.Select(Json)]);
        found.ForEach(file => request.Workspace.Save(file));
        if (channel is not null)
        {
            Share(request, channel, files);
        }

        return SlackRequest.Ok(("files", files));
    }

    private static SlackFile Finished(SlackRequest request, JsonObject asked, SlackChannel? channel)
    {
        var file = request.Workspace.File(SlackBlocks.Text(asked, "id") ?? "");
        return file is { Content: not null, IsComplete: false }
            ? file with
            {
                Title = SlackBlocks.Text(asked, "title") ?? file.Name,
                Channel = channel?.Id,
                ThreadTs = request.Args["thread_ts"],
                IsComplete = true,
            }
            : throw new SlackRefusal("file_not_found");
    }

    private static void Share(SlackRequest request, SlackChannel channel, JsonArray files) =>
        request.Slack.Acts.Post(
            new SlackMessage(channel.Id, request.Workspace.NextTs())
            {
                User = request.Bot,
                BotId = request.Options.BotId,
                Subtype = "file_share",
                Text = request.Text("initial_comment"),
                Files = SlackBlocks.Clone(files),
                ThreadTs = request.Args["thread_ts"],
            }
        );

    private static JsonObject Json(SlackFile file) =>
        new()
        {
            ["id"] = file.Id,
            ["name"] = file.Name,
            ["title"] = file.Title,
            ["size"] = file.Length,
        };
}
