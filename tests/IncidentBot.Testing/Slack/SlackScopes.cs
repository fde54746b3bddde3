namespace IncidentBot.Testing.Slack;

/// <summary>The scopes and events a fully installed app has.</summary>
public static class SlackScopes
{
    public static IReadOnlyCollection<string> OfTheManifest { get; } =
    [
        "commands",
        "app_mentions:read",
        "chat:write",
        "chat:write.public",
        "channels:manage",
        "channels:read",
        "channels:join",
        "channels:history",
        "groups:write",
        "groups:read",
        "groups:history",
        "im:write",
        "im:read",
        "im:history",
        "users:read",
        "users:read.email",
        "usergroups:read",
        "pins:read",
        "pins:write",
        "bookmarks:read",
        "bookmarks:write",
        "reactions:read",
        "reactions:write",
        "files:write",
        "canvases:write",
        "team:read",
    ];

    public static IReadOnlyCollection<string> EventsOfTheManifest { get; } =
    [
        "app_mention",
        "app_home_opened",
        "message.channels",
        "message.groups",
        "message.im",
        "reaction_added",
        "reaction_removed",
        "pin_added",
        "pin_removed",
        "member_joined_channel",
        "member_left_channel",
        "channel_rename",
        "channel_archive",
        "channel_unarchive",
        "channel_deleted",
        "group_rename",
        "group_archive",
        "group_unarchive",
        "channel_id_changed",
        "app_uninstalled",
        "tokens_revoked",
    ];
}
