using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>reactions.add and reactions.get.</summary>
internal static class ReactionMethods
{
    public static IReadOnlyList<SlackMethod> All { get; } =
    [
        new("reactions.add", SlackMethod.Tier3, Add) { Scopes = ["reactions:write"], Required = ["channel", "timestamp", "name"] },
        new("reactions.get", SlackMethod.Tier3, Get)
        {
            Scopes = ["reactions:read"],
            Required = ["channel", "timestamp"],
            FormOnly = true,
        },
    ];

    private static JsonObject Add(SlackRequest request)
    {
        var channel = request.JoinedChannel();
        var message = request.Message(channel, "timestamp");
        var name = request.Text("name");
        if (name.Length == 0 || name.Any(c => c is ':' or ' ') || name.Any(char.IsUpper))
        {
            throw new SlackRefusal("invalid_name");
        }

        if (message.Reactions.GetValueOrDefault(name)?.Contains(request.Bot) ?? false)
        {
            throw new SlackRefusal("already_reacted");
        }

        request.Slack.Acts.React(message, name, request.Bot);
        return SlackRequest.Ok();
    }

    private static JsonObject Get(SlackRequest request)
    {
        var channel = request.JoinedChannel(evenArchived: true);
        var message = request.Message(channel, "timestamp");
        return SlackRequest.Ok(("type", "message"), ("channel", channel.Id), ("message", message.ToJson(request.Options.TeamId)));
    }
}
