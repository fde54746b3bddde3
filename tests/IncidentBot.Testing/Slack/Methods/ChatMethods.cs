using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>chat.postMessage, chat.update and chat.delete.</summary>
internal static class ChatMethods
{
    public static IReadOnlyList<SlackMethod> All { get; } =
    [
        new("chat.postMessage", SlackMethod.Special, Post) { Scopes = ["chat:write"], Required = ["channel"] },
        new("chat.update", SlackMethod.Tier3, Update) { Scopes = ["chat:write"], Required = ["channel", "ts"] },
        new("chat.delete", SlackMethod.Tier3, Delete) { Scopes = ["chat:write"], Required = ["channel", "ts"] },
    ];

    private static JsonObject Post(SlackRequest request)
    {
        var channel = Target(request);
        if (request.Args.Has("username") || request.Args.Has("icon_emoji") || request.Args.Has("icon_url"))
        {
            request.Need("chat:write.customize");
        }

        var content = MessageContent.Read(request.Args, required: true);
        var threadTs = request.Args["thread_ts"];
        if (threadTs is not null && channel.Find(threadTs) is not { OnlyFor: null })
        {
            throw new SlackRefusal("thread_not_found");
        }

        var message = content.On(
            new SlackMessage(channel.Id, request.Workspace.NextTs())
            {
                User = request.Bot,
                BotId = request.Options.BotId,
                ThreadTs = threadTs is null ? null : channel.Find(threadTs)?.ThreadTs ?? threadTs,
                Subtype = request.Args.Flag("reply_broadcast") && threadTs is not null ? "thread_broadcast" : null,
            }
        );
        request.Slack.Acts.Post(message);
        return Answer(request, message, withMetadata: true);
    }

    private static JsonObject Update(SlackRequest request)
    {
        var channel = request.Channel();
        var old = request.Message(channel, "ts");
        if (old.BotId != request.Options.BotId)
        {
            throw new SlackRefusal("cant_update_message");
        }

        if (channel.IsArchived)
        {
            throw new SlackRefusal("is_inactive");
        }

        var content = MessageContent.Read(request.Args, required: !request.Args.Has("blocks"), maxText: MessageContent.MaxUpdate);
        var message = request.Slack.Acts.Change(old, content.On(old) with { EditedTs = request.Workspace.NextTs() });
        var answer = Answer(request, message, withMetadata: true);
        answer["text"] = message.Text;
        return answer;
    }

    private static JsonObject Delete(SlackRequest request)
    {
        var message = request.Message(request.Channel(), "ts");
        if (message.BotId != request.Options.BotId)
        {
            throw new SlackRefusal("cant_delete_message");
        }

        request.Slack.Acts.Delete(message);
        return SlackRequest.Ok(("channel", message.Channel), ("ts", message.Ts));
    }

    // A person's id means the direct conversation with that person.
    private static SlackChannel Target(SlackRequest request)
    {
        if (request.Workspace.User(request.Text("channel")) is { } user)
        {
            return user.IsBot || user.IsDeleted ? throw new SlackRefusal("channel_not_found") : request.Workspace.DirectWith(user.Id);
        }

        var channel = request.Channel();
        if (channel.IsArchived)
        {
            throw new SlackRefusal("is_archived");
        }

        return channel.Members.Contains(request.Bot) || request.Slack.Scopes.Contains("chat:write.public")
            ? channel
            : throw new SlackRefusal("not_in_channel");
    }

    private static JsonObject Answer(SlackRequest request, SlackMessage message, bool withMetadata) =>
        SlackRequest.Ok(
            ("channel", message.Channel),
            ("ts", message.Ts),
            ("message", message.ToJson(request.Options.TeamId, withMetadata))
        );
}
