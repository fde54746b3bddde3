using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>One call while it is being answered.</summary>
internal sealed class SlackRequest(FakeSlack slack, SlackArgs args)
{
    public FakeSlack Slack { get; } = slack;

    public SlackArgs Args { get; } = args;

    public FakeSlackOptions Options => Slack.Options;

    public SlackWorkspace Workspace => Slack.Workspace;

    public string Bot => Options.BotUserId;

    public static JsonObject Ok(params (string Name, JsonNode? Value)[] members)
    {
        var json = new JsonObject { ["ok"] = true };
        foreach (var (name, value) in members)
        {
            json[name] = value;
        }

        return json;
    }

    public string Text(string name) => Args[name] ?? "";

    /// <summary>The channel named in the argument; to the bot a private channel without it does not exist.</summary>
    public SlackChannel Channel(string argument = "channel")
    {
        var id = Text(argument);
        var channel = Workspace.Channel(id) ?? throw new SlackRefusal("channel_not_found");
        return (channel.IsPrivate || channel.IsDirect) && !channel.Members.Contains(Bot)
            ? throw new SlackRefusal("channel_not_found")
            : channel;
    }

    /// <summary>A channel where the bot is a member and that still lives.</summary>
    public SlackChannel JoinedChannel(string argument = "channel", bool evenArchived = false)
    {
        var channel = Channel(argument);
        if (channel.IsArchived && !evenArchived)
        {
            throw new SlackRefusal("is_archived");
        }

        return channel.Members.Contains(Bot) ? channel : throw new SlackRefusal("not_in_channel");
    }

    public SlackMessage Message(SlackChannel channel, string argument) =>
        channel.Find(Text(argument)) is { OnlyFor: null } message ? message : throw new SlackRefusal("message_not_found");

    /// <summary>Refuses unless any one of the scopes was granted.</summary>
    public void Need(params string[] scopes) => Slack.Api.NeedScope(scopes);

    /// <summary>The scope a channel of this kind asks for: <c>channels:x</c>, <c>groups:x</c> or <c>im:x</c>.</summary>
    public void NeedFor(SlackChannel channel, string verb)
    {
        var family =
            channel.Kind == "im" ? "im"
            : channel.Kind == "group" ? "groups"
            : "channels";
        Need(verb == "manage" && family != "channels" ? $"{family}:write" : $"{family}:{verb}");
    }

    /// <summary>One page of a long list, and the cursor of the next.</summary>
    public (IReadOnlyList<T> Page, JsonObject Metadata) Page<T>(IReadOnlyList<T> all, int defaultLimit, int maxLimit)
    {
        var limit = Math.Clamp(Args.Number("limit", defaultLimit), 1, maxLimit);
        var start = 0;
        if (
            Args["cursor"] is { Length: > 0 } cursor
            && (!cursor.StartsWith("c:", StringComparison.Ordinal) || !int.TryParse(cursor[2..], out start))
        )
        {
            throw new SlackRefusal("invalid_cursor");
        }

        var next = start + limit < all.Count ? $"c:{start + limit}" : "";
        return ([.. all.Skip(start).Take(limit)], new JsonObject { ["next_cursor"] = next });
    }
}
