namespace IncidentBot.Chat;

/// <summary>Which client libraries are in this build. Those of <c>-p:ChatSdks=true</c> are left out unless asked for.</summary>
public static class ChatSdks
{
    /// <summary>Hangfire, for due jobs.</summary>
    public const string Hangfire = "Hangfire";

    /// <summary>SlackNet, for Slack's Web API and Socket Mode.</summary>
    public const string SlackNet = "SlackNet";

    /// <summary>The Bot Framework SDK, for Teams.</summary>
    public const string BotBuilder = "Microsoft.Bot.Builder";

    private static readonly string[] Built =
    [
#if HAS_HANGFIRE
        Hangfire,
#endif
#if HAS_SLACKNET
        SlackNet,
#endif
#if HAS_BOTBUILDER
        BotBuilder,
#endif
    ];

    /// <summary>Why a library cannot be used, and what to do; null where this build has it.</summary>
    public static string? Missing(string library) =>
        Built.Contains(library) ? null : $"this build has no {library}: build it with -p:ChatSdks=true";

    /// <summary>What is wrong with a setting that chooses between the bot's own way and a library; null where nothing is.</summary>
    /// <param name="key">The setting's name.</param>
    /// <param name="value">What it is set to.</param>
    /// <param name="own">Its value for the bot's own way.</param>
    /// <param name="other">Its value for the library.</param>
    /// <param name="library">The library.</param>
    public static string? Problem(string key, string value, string own, string other, string library) =>
        value == own ? null
        : value != other ? $"{key} is “{value}”; it has to be {own} or {other}."
        : Missing(library) is { } missing ? $"{key} is {value}, but {missing}, or set it to {own}."
        : null;
}
