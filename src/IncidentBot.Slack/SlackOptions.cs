using IncidentBot.Chat;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>The settings below <c>Slack</c>. None of them set means that Slack is off.</summary>
public sealed class SlackOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Slack";

    /// <summary>Slack's own Web API.</summary>
    public const string RealApi = "https://slack.com/api/";

    /// <summary>The value of <see cref="Client"/> for the bot's own one.</summary>
    public const string Own = "own";

    /// <summary>The value of <see cref="Client"/> for SlackNet.</summary>
    public const string SlackNet = "slacknet";

    /// <summary>The bot token, <c>xoxb-…</c>; needed.</summary>
    public string BotToken { get; set; } = "";

    /// <summary>The signing secret; needed where Slack calls the bot over HTTP.</summary>
    public string SigningSecret { get; set; } = "";

    /// <summary>The signing secret before the present one, accepted too while it is being rotated.</summary>
    public string PreviousSigningSecret { get; set; } = "";

    /// <summary>The app-level token, <c>xapp-…</c>, with the scope <c>connections:write</c>; needed for Socket Mode.</summary>
    public string AppToken { get; set; } = "";

    /// <summary>Where the Web API is; another one only in tests.</summary>
    public string ApiUrl { get; set; } = RealApi;

    /// <summary>What carries the calls to Slack and Socket Mode: the bot's own client (<c>own</c>), or SlackNet (<c>slacknet</c>) where it is built in.</summary>
    public string Client { get; set; } = Own;

    /// <summary>The slash command that the app was given; two apps in one workspace need two.</summary>
    public string Command { get; set; } = "/incident";

    /// <summary>The id (<c>C…</c>) of the channel where incidents are announced; empty for none.</summary>
    public string AnnouncementChannel { get; set; } = "";

    /// <summary>The reaction that puts a message on the timeline, without colons.</summary>
    public string PinReaction { get; set; } = "pushpin";

    /// <summary>How many Socket Mode connections are kept, from 1 to 10: while one is renewed the others hear.</summary>
    public int SocketConnections { get; set; } = 2;

    /// <summary>Whether an incident's channel is archived when the incident is closed. A bot cannot take it out of the archive again.</summary>
    public bool ArchiveOnClose { get; set; }

    /// <summary>Where people open the dashboard, for links; empty for no links.</summary>
    public string DashboardUrl { get; set; } = "";

    /// <summary>The zone (a TZDB id) of people whose own zone Slack has not told yet.</summary>
    public string DefaultZone { get; set; } = "UTC";

    /// <summary>Whether anything was set at all.</summary>
    public bool IsOn => BotToken.Length > 0 || SigningSecret.Length > 0 || AppToken.Length > 0;

    /// <summary>Whether the bot keeps connections to Slack, so that Slack need not reach it.</summary>
    public bool UsesSocketMode => AppToken.Length > 0;

    /// <summary>Fills the record from the settings.</summary>
    /// <exception cref="OptionsValidationException">One of them cannot be read at all; the message names it.</exception>
    public static void Read(SlackOptions options, IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        string?[] unreadable =
        [
            Unreadable(section, nameof(SocketConnections), value => int.TryParse(value, out _), "a number from 1 to 10"),
            Unreadable(section, nameof(ArchiveOnClose), value => bool.TryParse(value, out _), "true or false"),
        ];
        if (unreadable.OfType<string>().ToList() is { Count: > 0 } problems)
        {
            throw new OptionsValidationException(Section, typeof(SlackOptions), problems);
        }

        section.Bind(options);
        options.DashboardUrl = options.DashboardUrl.Length > 0 ? options.DashboardUrl : configuration["PublicUrl"] ?? "";
        options.ApiUrl = options.ApiUrl.EndsWith('/') ? options.ApiUrl : options.ApiUrl + "/";
        options.Command = options.Command.StartsWith('/') ? options.Command : "/" + options.Command;
        options.Client = options.Client.Trim().ToLowerInvariant();
        options.PinReaction = options.PinReaction.Trim(':');
    }

    /// <summary>What is wrong, each a sentence that names the key; nothing where Slack is off.</summary>
    public IEnumerable<string> Problems() => IsOn ? Problems(this).OfType<string>() : [];

    private static IEnumerable<string?> Problems(SlackOptions o)
    {
        yield return o.BotToken.Length == 0
            ? "Slack__BotToken is missing while other Slack settings are there. Copy the Bot User OAuth Token (xoxb-…) from the app's page, OAuth & Permissions."
            : null;
        yield return o.BotToken.Length > 0 && !o.BotToken.StartsWith("xoxb-", StringComparison.Ordinal) && !IsRotated(o.BotToken)
            ? "Slack__BotToken is no bot token; it begins with xoxb-. Copy the Bot User OAuth Token from the app's page, OAuth & Permissions."
            : null;
        yield return o.BotToken.Length > 0 && o.SigningSecret.Length == 0 && o.AppToken.Length == 0
            ? "Slack__BotToken is set, but nothing by which Slack can reach the bot. Set Slack__AppToken (xapp-…, for Socket Mode) or Slack__SigningSecret (for HTTP)."
            : null;
        yield return o.AppToken.Length > 0 && !o.AppToken.StartsWith("xapp-", StringComparison.Ordinal)
            ? "Slack__AppToken is no app-level token; it begins with xapp-. Make one on the app's page, Basic Information, App-Level Tokens, with the scope connections:write."
            : null;
        yield return o.PreviousSigningSecret.Length > 0 && o.SigningSecret.Length == 0
            ? "Slack__PreviousSigningSecret is set without Slack__SigningSecret. Put the present secret into Slack__SigningSecret."
            : null;
        yield return ChatSdks.Problem("Slack__Client", o.Client, Own, SlackNet, ChatSdks.SlackNet);
        yield return Uri.TryCreate(o.ApiUrl, UriKind.Absolute, out var api) && api.Scheme is "https" or "http"
            ? null
            : $"Slack__ApiUrl is “{o.ApiUrl}”, which is no address. Leave it out.";
        yield return o.AnnouncementChannel.Length > 0 && !IsChannelId(o.AnnouncementChannel)
            ? $"Slack__AnnouncementChannel is “{o.AnnouncementChannel}”, and it has to be the channel's id (C…): in Slack, the channel's name, About, at the bottom."
            : null;
        yield return o.SocketConnections is < 1 or > 10
            ? $"Slack__SocketConnections is {o.SocketConnections}; it has to be from 1 to 10."
            : null;
        yield return o.Command.Length is < 2 or > 32 || o.Command.Any(char.IsWhiteSpace)
            ? $"Slack__Command is “{o.Command}”; it has to be one word of at most 32 characters, such as /incident."
            : null;
        yield return NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(o.DefaultZone) is null
            ? $"Slack__DefaultZone is “{o.DefaultZone}”, which is no zone. Write one such as Europe/Berlin."
            : null;
        yield return o.DashboardUrl.Length == 0
        || (Uri.TryCreate(o.DashboardUrl, UriKind.Absolute, out var page) && page.Scheme is "https" or "http")
            ? null
            : $"Slack__DashboardUrl is “{o.DashboardUrl}”, which is no address. Write the whole of it, such as https://incidents.example.com.";
    }

    private static string? Unreadable(IConfigurationSection section, string key, Predicate<string> isReadable, string what) =>
        section[key] is { } value && !isReadable(value) ? $"{Section}__{key} is “{value}”; it has to be {what}." : null;

    private static bool IsRotated(string token) => token.StartsWith("xoxe.xoxb-", StringComparison.Ordinal);

    private static bool IsChannelId(string id) =>
        id.Length > 2 && id[0] is 'C' or 'G' && id.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter));
}
