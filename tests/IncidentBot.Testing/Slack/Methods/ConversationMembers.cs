using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>Who is in a channel: conversations.invite, join, members and open.</summary>
internal static class ConversationMembers
{
    private const int MaxInvited = 100;

    public static IReadOnlyList<SlackMethod> All { get; } =
    [
        new("conversations.invite", SlackMethod.Tier3, Invite)
        {
            Scopes = ["channels:manage", "channels:write.invites", "groups:write", "groups:write.invites"],
            Required = ["channel", "users"],
        },
        new("conversations.join", SlackMethod.Tier3, Join) { Scopes = ["channels:join"], Required = ["channel"] },
        new("conversations.members", SlackMethod.Tier4, Members) { Required = ["channel"], FormOnly = true },
        new("conversations.open", SlackMethod.Tier3, Open) { Scopes = ["im:write", "mpim:write"], Required = ["channel|users"] },
    ];

    private static JsonObject Invite(SlackRequest request)
    {
        var channel = request.JoinedChannel();
        var users = request.Args.List("users");
        if (users.Count is 0 or > MaxInvited)
        {
            throw new SlackRefusal(users.Count == 0 ? "no_user" : "invalid_arguments", $"no more than {MaxInvited} users at once");
        }

        var failures = users
            .Select(user => (User: user, Error: Obstacle(request, channel, user)))
            .Where(one => one.Error is not null)
            .ToList();
        if (failures.Count > 0 && (!request.Args.Flag("force") || failures.Count == users.Count))
        {
            throw Refuse(users, failures);
        }

        foreach (var user in users.Except(failures.Select(one => one.User)))
        {
            request.Slack.Acts.Enter(channel, user, inviter: request.Bot);
        }

        return SlackRequest.Ok(("channel", channel.ToJson(request.Bot)));
    }

    private static string? Obstacle(SlackRequest request, SlackChannel channel, string id) =>
        request.Workspace.User(id) switch
        {
            null => "user_not_found",
            { IsDeleted: true } => "user_not_found",
            _ when id == request.Bot => "cant_invite_self",
            _ when channel.Members.Contains(id) => "already_in_channel",
            { IsGuest: true } when !channel.IsPrivate => "user_is_restricted",
            _ => null,
        };

    private static SlackRefusal Refuse(IReadOnlyList<string> users, List<(string User, string? Error)> failures)
    {
        var error = failures[0].Error ?? "cant_invite";
        if (users.Count == 1)
        {
            return new SlackRefusal(error);
        }

        var errors = failures
            .Select(one =>
                (JsonNode)
                    new JsonObject
                    {
                        ["user"] = one.User,
                        ["ok"] = false,
                        ["error"] = one.Error,
                    }
            )
            .ToArray();
        return new SlackRefusal(error) { Extra = new JsonObject { ["errors"] = new JsonArray(errors) } };
    }

    private static JsonObject Join(SlackRequest request)
    {
        var channel = request.Channel();
        if (channel.IsPrivate || channel.IsDirect)
        {
            throw new SlackRefusal("method_not_supported_for_channel_type");
        }

        if (channel.IsArchived)
        {
            throw new SlackRefusal("is_archived");
        }

        var wasMember = channel.Members.Contains(request.Bot);
        request.Slack.Acts.Enter(channel, request.Bot, inviter: null);
        var answer = SlackRequest.Ok(("channel", channel.ToJson(request.Bot)));
        if (wasMember)
        {
            answer["warning"] = "already_in_channel";
        }

        return answer;
    }

    private static JsonObject Members(SlackRequest request)
    {
        var channel = request.Channel();
        request.NeedFor(channel, "read");
        var (page, metadata) = request.Page([.. channel.Members.Order(StringComparer.Ordinal)], 100, 1000);
        return SlackRequest.Ok(("members", new JsonArray([.. page.Select(user => (JsonNode)user)])), ("response_metadata", metadata));
    }

    private static JsonObject Open(SlackRequest request)
    {
        if (request.Args.Has("channel"))
        {
            return SlackRequest.Ok(("channel", new JsonObject { ["id"] = request.Channel().Id }));
        }

        var users = request.Args.List("users");
        if (users.Count != 1)
        {
            throw new SlackRefusal("method_not_supported_for_channel_type");
        }

        var user = request.Workspace.User(users[0]) ?? throw new SlackRefusal("user_not_found");
        return user.IsDeleted
            ? throw new SlackRefusal("user_disabled")
            : SlackRequest.Ok(("channel", new JsonObject { ["id"] = request.Workspace.DirectWith(user.Id).Id }));
    }
}
