using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>The conversations.* methods that make and change channels.</summary>
internal static class ConversationMethods
{
    private const int MaxTopic = 250;

    public static IReadOnlyList<SlackMethod> All { get; } =
    [
        new("conversations.create", SlackMethod.Tier2, Create) { Scopes = ["channels:manage", "groups:write"], Required = ["name"] },
        new("conversations.setTopic", SlackMethod.Tier2, SetTopic)
        {
            Scopes = ["channels:manage", "channels:write.topic", "groups:write"],
            Required = ["channel", "topic"],
        },
        new("conversations.setPurpose", SlackMethod.Tier2, SetPurpose)
        {
            Scopes = ["channels:manage", "channels:write.topic", "groups:write"],
            Required = ["channel", "purpose"],
        },
        new("conversations.archive", SlackMethod.Tier2, Archive) { Scopes = ["channels:manage", "groups:write"], Required = ["channel"] },
        new("conversations.rename", SlackMethod.Tier2, Rename)
        {
            Scopes = ["channels:manage", "groups:write"],
            Required = ["channel", "name"],
        },
    ];

    private static JsonObject Create(SlackRequest request)
    {
        var isPrivate = request.Args.Flag("is_private");
        request.Need(isPrivate ? "groups:write" : "channels:manage");
        var name = FreeName(request);
        var channel = request.Workspace.Create(request.Options.ModifyChannelName(name), isPrivate, request.Bot);
        return SlackRequest.Ok(("channel", channel.ToJson(request.Bot)));
    }

    private static JsonObject SetTopic(SlackRequest request)
    {
        var channel = Writable(request);
        channel.Topic = NotTooLong(request.Text("topic"));
        Tell(request, channel, "channel_topic", "topic", channel.Topic);
        return SlackRequest.Ok(("channel", channel.ToJson(request.Bot)));
    }

    private static JsonObject SetPurpose(SlackRequest request)
    {
        var channel = Writable(request);
        channel.Purpose = NotTooLong(request.Text("purpose"));
        Tell(request, channel, "channel_purpose", "purpose", channel.Purpose);
        return SlackRequest.Ok(("channel", channel.ToJson(request.Bot)), ("purpose", channel.Purpose));
    }

    private static JsonObject Archive(SlackRequest request)
    {
        var channel = request.Channel();
        request.NeedFor(channel, "manage");
        var error = channel switch
        {
            { IsDirect: true } => "method_not_supported_for_channel_type",
            { IsArchived: true } => "already_archived",
            { IsGeneral: true } => "cant_archive_general",
            _ when !channel.Members.Contains(request.Bot) => "not_in_channel",
            _ => null,
        };
        if (error is not null)
        {
            throw new SlackRefusal(error);
        }

        request.Slack.Acts.Archive(channel, request.Bot);
        return SlackRequest.Ok();
    }

    private static JsonObject Rename(SlackRequest request)
    {
        var channel = Writable(request);
        if (request.Text("name") != channel.Name)
        {
            request.Slack.Acts.Rename(channel, FreeName(request), request.Bot);
        }

        return SlackRequest.Ok(("channel", channel.ToJson(request.Bot)));
    }

    private static SlackChannel Writable(SlackRequest request)
    {
        var channel = request.JoinedChannel();
        request.NeedFor(channel, "manage");
        return channel.IsDirect ? throw new SlackRefusal("method_not_supported_for_channel_type") : channel;
    }

    // An archived channel keeps its name.
    private static string FreeName(SlackRequest request)
    {
        var name = request.Text("name");
        ChannelName.Check(name);
        return request.Workspace.ChannelNamed(name) is null ? name : throw new SlackRefusal("name_taken");
    }

    private static string NotTooLong(string text) => text.Length <= MaxTopic ? text : throw new SlackRefusal("too_long");

    // Slack shows such a change as a message in the channel.
    private static void Tell(SlackRequest request, SlackChannel channel, string subtype, string member, string value) =>
        request.Slack.Acts.Post(
            new SlackMessage(channel.Id, request.Workspace.NextTs())
            {
                User = request.Bot,
                Subtype = subtype,
                Text = $"set the channel {member}: {value}",
            }
        );
}
