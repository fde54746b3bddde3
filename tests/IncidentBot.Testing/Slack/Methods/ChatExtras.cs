using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>chat.postEphemeral and chat.getPermalink.</summary>
internal static class ChatExtras
{
    public static IReadOnlyList<SlackMethod> All { get; } =
    [
        new("chat.postEphemeral", SlackMethod.Tier4, PostEphemeral) { Scopes = ["chat:write"], Required = ["channel", "user"] },
        new("chat.getPermalink", SlackMethod.Special, Permalink) { Required = ["channel", "message_ts"], FormOnly = true },
    ];

    private static JsonObject PostEphemeral(SlackRequest request)
    {
        var channel = request.Channel();
        if (channel.IsArchived)
        {
            throw new SlackRefusal("is_archived");
        }

        if (!channel.Members.Contains(request.Bot) && !request.Slack.Scopes.Contains("chat:write.public"))
        {
            throw new SlackRefusal("not_in_channel");
        }

        var user = request.Text("user");
        if (!channel.Members.Contains(user))
        {
            throw new SlackRefusal("user_not_in_channel");
        }

        var message = MessageContent
            .Read(request.Args, required: true)
            .On(
                new SlackMessage(channel.Id, request.Workspace.NextTs())
                {
                    User = request.Bot,
                    BotId = request.Options.BotId,
                    OnlyFor = user,
                    ThreadTs = request.Args["thread_ts"],
                }
            );
        channel.Add(message);
        return SlackRequest.Ok(("message_ts", message.Ts));
    }

    private static JsonObject Permalink(SlackRequest request)
    {
        var channel = request.Channel();
        var message = request.Message(channel, "message_ts");
        var link =
            $"https://{request.Options.TeamDomain}.slack.com/archives/{channel.Id}/p{message.Ts.Replace(".", "", StringComparison.Ordinal)}";
        var thread = message.IsReply ? $"?thread_ts={message.ThreadTs}&cid={channel.Id}" : "";
        return SlackRequest.Ok(("channel", channel.Id), ("permalink", link + thread));
    }
}
