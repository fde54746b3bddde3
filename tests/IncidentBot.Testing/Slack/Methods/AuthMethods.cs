using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>auth.test, team.info and apps.connections.open.</summary>
internal static class AuthMethods
{
    public static IReadOnlyList<SlackMethod> All { get; } =
    [
        new("auth.test", SlackMethod.Special, Test) { FormOnly = true },
        new("team.info", SlackMethod.Tier3, Team) { Scopes = ["team:read"], FormOnly = true },
        new("apps.connections.open", SlackMethod.Tier3, Connect) { ForAppToken = true },
    ];

    private static JsonObject Test(SlackRequest request) =>
        SlackRequest.Ok(
            ("url", $"https://{request.Options.TeamDomain}.slack.com/"),
            ("team", request.Options.TeamDomain),
            ("user", "incidentbot"),
            ("team_id", request.Options.TeamId),
            ("user_id", request.Bot),
            ("bot_id", request.Options.BotId),
            ("is_enterprise_install", false)
        );

    private static JsonObject Team(SlackRequest request) =>
        SlackRequest.Ok(
            (
                "team",
                new JsonObject
                {
                    ["id"] = request.Options.TeamId,
                    ["name"] = request.Options.TeamDomain,
                    ["domain"] = request.Options.TeamDomain,
                    ["icon"] = new JsonObject { ["image_default"] = true },
                }
            )
        );

    private static JsonObject Connect(SlackRequest request) => SlackRequest.Ok(("url", request.Slack.Sockets.NewAddress().ToString()));
}
