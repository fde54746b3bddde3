using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>users.* and usergroups.*.</summary>
internal static class PeopleMethods
{
    public static IReadOnlyList<SlackMethod> All { get; } =
    [
        new("users.info", SlackMethod.Tier4, Info)
        {
            Scopes = ["users:read"],
            Required = ["user"],
            FormOnly = true,
        },
        new("users.list", SlackMethod.Tier2, List) { Scopes = ["users:read"], FormOnly = true },
        new("users.lookupByEmail", SlackMethod.Tier3, ByEmail)
        {
            Scopes = ["users:read.email"],
            Required = ["email"],
            FormOnly = true,
        },
        new("usergroups.list", SlackMethod.Tier2, Groups) { Scopes = ["usergroups:read"], FormOnly = true },
        new("usergroups.users.list", SlackMethod.Tier2, GroupUsers)
        {
            Scopes = ["usergroups:read"],
            Required = ["usergroup"],
            FormOnly = true,
        },
    ];

    private static JsonObject Info(SlackRequest request) =>
        SlackRequest.Ok(("user", Json(request, request.Workspace.User(request.Text("user")) ?? throw new SlackRefusal("user_not_found"))));

    private static JsonObject List(SlackRequest request)
    {
        var (page, metadata) = request.Page(request.Workspace.Users, 200, 1000);
        return SlackRequest.Ok(
            ("members", new JsonArray([.. page.Select(user => Json(request, user))])),
            ("cache_ts", request.Workspace.Seconds()),
            ("response_metadata", metadata)
        );
    }

    private static JsonObject ByEmail(SlackRequest request)
    {
        var email = request.Text("email");
        var found = request.Workspace.Users.FirstOrDefault(user =>
            !user.IsBot && !user.IsDeleted && string.Equals(user.Email, email, StringComparison.OrdinalIgnoreCase)
        );
        return SlackRequest.Ok(("user", Json(request, found ?? throw new SlackRefusal("users_not_found"))));
    }

    private static JsonObject Groups(SlackRequest request) =>
        SlackRequest.Ok(("usergroups", new JsonArray([.. request.Workspace.Groups.Select(group => group.ToJson(request.Options.TeamId))])));

    private static JsonObject GroupUsers(SlackRequest request)
    {
        var group = request.Workspace.Group(request.Text("usergroup")) ?? throw new SlackRefusal("no_such_subteam");
        return SlackRequest.Ok(("users", new JsonArray([.. group.Users.Select(user => (JsonNode)user)])));
    }

    private static JsonObject Json(SlackRequest request, SlackUser user) =>
        user.ToJson(request.Options.TeamId, request.Slack.Scopes.Contains("users:read.email"));
}
