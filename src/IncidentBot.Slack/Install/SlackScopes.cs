namespace IncidentBot.Slack.Install;

/// <summary>What the app has to be allowed to do, and what each scope is for.</summary>
public static class SlackScopes
{
    /// <summary>The scopes of the bot token, as the manifests ask for them.</summary>
    public static IReadOnlyDictionary<string, string> Needed { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["commands"] = "the slash command and the shortcuts",
            ["app_mentions:read"] = "commands by mention",
            ["chat:write"] = "every message",
            ["chat:write.public"] = "announcements in a channel that the bot is not in",
            ["channels:manage"] = "incident channels: making, topic, invitations",
            ["channels:read"] = "the topic of a channel, and one that an earlier try made",
            ["channels:join"] = "coming back into a channel that the bot was taken out of",
            ["channels:history"] = "messages that were pinned or changed, and posts whose answer was lost",
            ["groups:write"] = "channels of private incidents",
            ["groups:read"] = "the topic of private channels",
            ["groups:history"] = "pinned messages in private channels",
            ["im:write"] = "pages to one person",
            ["im:history"] = "pages whose answer was lost",
            ["users:read"] = "names and time zones",
            ["usergroups:read"] = "names of user groups",
            ["pins:write"] = "the pinned header",
            ["bookmarks:read"] = "whether the link to the dashboard is there",
            ["bookmarks:write"] = "the link to the dashboard",
            ["reactions:read"] = "the pin reaction",
            ["files:write"] = "the postmortem as a file",
            ["canvases:write"] = "the postmortem as a canvas",
        };
}
