using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>bookmarks.add, edit and list.</summary>
internal static class BookmarkMethods
{
    private const int MaxBookmarks = 100;
    private static readonly string[] Editable = ["title", "link", "emoji"];

    public static IReadOnlyList<SlackMethod> All { get; } =
    [
        new("bookmarks.add", SlackMethod.Tier2, Add) { Scopes = ["bookmarks:write"], Required = ["channel_id", "title", "type"] },
        new("bookmarks.edit", SlackMethod.Tier2, Edit) { Scopes = ["bookmarks:write"], Required = ["channel_id", "bookmark_id"] },
        new("bookmarks.list", SlackMethod.Tier3, List)
        {
            Scopes = ["bookmarks:read"],
            Required = ["channel_id"],
            FormOnly = true,
        },
    ];

    private static JsonObject Add(SlackRequest request)
    {
        var channel = request.JoinedChannel("channel_id");
        if (request.Text("type") != "link")
        {
            throw new SlackRefusal("invalid_bookmark_type");
        }

        if (channel.Bookmarks.Count >= MaxBookmarks)
        {
            throw new SlackRefusal("too_many_bookmarks");
        }

        var bookmark = new JsonObject
        {
            ["id"] = request.Workspace.NewId("Bk"),
            ["channel_id"] = channel.Id,
            ["type"] = "link",
        };
        Fill(request, bookmark);
        if (bookmark["link"] is null)
        {
            throw new SlackRefusal("invalid_link");
        }

        channel.Bookmarks.Add(bookmark);
        return SlackRequest.Ok(("bookmark", bookmark.DeepClone()));
    }

    private static JsonObject Edit(SlackRequest request)
    {
        var channel = request.JoinedChannel("channel_id");
        var i = channel.Bookmarks.FindIndex(bookmark => SlackBlocks.Text(bookmark, "id") == request.Text("bookmark_id"));
        if (i < 0)
        {
            throw new SlackRefusal("not_found");
        }

        var edited = channel.Bookmarks[i].DeepClone().AsObject();
        Fill(request, edited);
        channel.Bookmarks[i] = edited;
        return SlackRequest.Ok(("bookmark", edited.DeepClone()));
    }

    private static JsonObject List(SlackRequest request) =>
        SlackRequest.Ok(
            (
                "bookmarks",
                new JsonArray([.. request.JoinedChannel("channel_id", evenArchived: true).Bookmarks.Select(one => one.DeepClone())])
            )
        );

    private static void Fill(SlackRequest request, JsonObject bookmark)
    {
        if (request.Args["link"] is { } link && !(Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            throw new SlackRefusal("invalid_link");
        }

        if (request.Args["emoji"] is { Length: > 0 } emoji && !(emoji.Length > 2 && emoji[0] == ':' && emoji[^1] == ':'))
        {
            throw new SlackRefusal("invalid_emoji");
        }

        foreach (var name in Editable.Where(request.Args.Has))
        {
            bookmark[name] = request.Args[name];
        }
    }
}
