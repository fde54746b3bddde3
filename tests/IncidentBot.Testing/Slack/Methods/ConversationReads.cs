using System.Globalization;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>conversations.info, list, history and replies.</summary>
internal static class ConversationReads
{
    public static IReadOnlyList<SlackMethod> All { get; } =
    [
        new("conversations.info", SlackMethod.Tier3, Info) { Required = ["channel"], FormOnly = true },
        new("conversations.list", SlackMethod.Tier2, List) { FormOnly = true },
        new("conversations.history", SlackMethod.Tier3, History) { Required = ["channel"], FormOnly = true },
        new("conversations.replies", SlackMethod.Tier3, Replies) { Required = ["channel", "ts"], FormOnly = true },
    ];

    private static JsonObject Info(SlackRequest request)
    {
        var channel = request.Channel();
        request.NeedFor(channel, "read");
        return SlackRequest.Ok(("channel", channel.ToJson(request.Bot, request.Args.Flag("include_num_members"))));
    }

    // The filters run after the paging, so a page may be short or empty while there is a next one.
    private static JsonObject List(SlackRequest request)
    {
        var types = request.Args.Has("types") ? request.Args.List("types") : ["public_channel"];
        request.Need([
            .. types.Select(type =>
                type == "private_channel" ? "groups:read"
                : type == "im" ? "im:read"
                : "channels:read"
            ),
        ]);
        var visible = request.Workspace.Channels.Where(channel => !channel.IsPrivate || channel.Members.Contains(request.Bot)).ToList();
        var (page, metadata) = request.Page(visible, 100, 999);
        var shown = page.Where(channel =>
            types.Contains(TypeOf(channel)) && !(channel.IsArchived && request.Args.Flag("exclude_archived"))
        );
        return SlackRequest.Ok(
            ("channels", new JsonArray([.. shown.Select(channel => channel.ToJson(request.Bot, countMembers: true))])),
            ("response_metadata", metadata)
        );
    }

    private static JsonObject History(SlackRequest request)
    {
        var channel = request.JoinedChannel(evenArchived: true);
        request.NeedFor(channel, "history");
        var messages = channel
            .Messages.Where(message => message.OnlyFor is null && !message.IsReply && Between(request, message.Ts))
            .OrderByDescending(message => Number(message.Ts))
            .ToList();
        return Answer(request, messages);
    }

    private static JsonObject Replies(SlackRequest request)
    {
        var channel = request.JoinedChannel(evenArchived: true);
        request.NeedFor(channel, "history");
        var ts = request.Text("ts");
        if (channel.Find(ts) is not { OnlyFor: null } named)
        {
            throw new SlackRefusal("thread_not_found");
        }

        var root = named.ThreadTs ?? ts;
        var messages = channel.Messages.Where(message => message.OnlyFor is null && (message.Ts == root || message.ThreadTs == root));
        return Answer(request, [.. messages.Where(message => message.Ts == root || Between(request, message.Ts))]);
    }

    private static JsonObject Answer(SlackRequest request, IReadOnlyList<SlackMessage> messages)
    {
        var (page, metadata) = request.Page(messages, 100, 999);
        var withMetadata = request.Args.Flag("include_all_metadata");
        return SlackRequest.Ok(
            ("messages", new JsonArray([.. page.Select(message => message.ToJson(request.Options.TeamId, withMetadata))])),
            ("has_more", SlackBlocks.Text(metadata, "next_cursor") is { Length: > 0 }),
            ("response_metadata", metadata)
        );
    }

    private static bool Between(SlackRequest request, string ts)
    {
        var isInclusive = request.Args.Flag("inclusive");
        var oldest = request.Args["oldest"] is { Length: > 0 } from ? Number(from) : decimal.MinValue;
        var latest = request.Args["latest"] is { Length: > 0 } to ? Number(to) : decimal.MaxValue;
        var at = Number(ts);
        return (at > oldest && at < latest) || (isInclusive && (at == oldest || at == latest));
    }

    private static decimal Number(string ts) =>
        decimal.TryParse(ts, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new SlackRefusal("invalid_ts_oldest");

    private static string TypeOf(SlackChannel channel) =>
        channel.IsDirect ? "im"
        : channel.IsPrivate ? "private_channel"
        : "public_channel";
}
