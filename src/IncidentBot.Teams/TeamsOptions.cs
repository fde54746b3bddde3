using IncidentBot.Chat;
using Microsoft.Extensions.Configuration;

namespace IncidentBot.Teams;

/// <summary>The settings below <c>Teams</c>. None of them set means that Teams is off.</summary>
public sealed class TeamsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Teams";

    /// <summary>The value of <see cref="Adapter"/> for the bot's own one.</summary>
    public const string Own = "own";

    /// <summary>The value of <see cref="Adapter"/> for the Bot Framework SDK.</summary>
    public const string BotBuilder = "botbuilder";

    /// <summary>The app registration's id, a GUID; needed.</summary>
    public string AppId { get; set; } = "";

    /// <summary>A client secret of the app registration; needed.</summary>
    public string AppPassword { get; set; } = "";

    /// <summary>The one tenant whose people are served, a GUID; needed.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>The group id of the team in which each incident gets a channel; empty for none.</summary>
    public string IncidentTeam { get; set; } = "";

    /// <summary>The id (<c>19:…</c>) of the channel in which each incident gets a thread where it gets no channel; empty for none.</summary>
    public string IncidentChannel { get; set; } = "";

    /// <summary>The id (<c>19:…</c>) of the channel where incidents are announced; empty for none.</summary>
    public string AnnouncementChannel { get; set; } = "";

    /// <summary>
    /// The app's id in the organisation's catalogue, a GUID; empty where a private incident has no place of its own. With it, one gets a group
    /// chat, for which Graph has to allow more than a team's owner can.
    /// </summary>
    public string CatalogApp { get; set; } = "";

    /// <summary>What takes the turns of the Bot Framework: the bot's own adapter (<c>own</c>), or the SDK's (<c>botbuilder</c>) where it is built in.</summary>
    public string Adapter { get; set; } = Own;

    /// <summary>Whether an incident's own channel is archived when the incident is closed.</summary>
    public bool ArchiveOnClose { get; set; }

    /// <summary>Whether answers in channels are shown to the person alone who asked. A preview of Microsoft's; the app's manifest must ask for it too.</summary>
    public bool TargetedMessages { get; set; }

    /// <summary>The reactions (with commas, as Teams and Graph name them) that put a message on the timeline; empty for none.</summary>
    public string PinReactions { get; set; } = "1f4cc_pushpin,pushpin,📌";

    /// <summary>Whether requests without a token are served: only in the environment Development, and only from this machine.</summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>Apps (their ids, with commas) of one's own tenant whose tokens are taken too, such as a test tool's.</summary>
    public string AllowedCallers { get; set; } = "";

    /// <summary>More addresses (with commas) that a message may name as the one to answer to, besides Microsoft's own.</summary>
    public string AllowedServiceUrls { get; set; } = "";

    /// <summary>Where the connector is as long as no message has said it.</summary>
    public string ServiceUrl { get; set; } = "https://smba.trafficmanager.net/teams/";

    /// <summary>Where tokens come from; another one for a government's cloud.</summary>
    public string LoginUrl { get; set; } = "https://login.microsoftonline.com/";

    /// <summary>Where Graph is; another one for a government's cloud.</summary>
    public string GraphUrl { get; set; } = "https://graph.microsoft.com/v1.0/";

    /// <summary>Where the Bot Framework publishes its keys.</summary>
    public string BotFrameworkMetadata { get; set; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>Where Entra publishes its keys.</summary>
    public string EntraMetadata { get; set; } = "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration";

    /// <summary>Where people open the dashboard, for links; empty for no links.</summary>
    public string DashboardUrl { get; set; } = "";

    /// <summary>The zone (a TZDB id) of people whose client has not told theirs.</summary>
    public string DefaultZone { get; set; } = "UTC";

    /// <summary>Whether anything was set at all.</summary>
    public bool IsOn => AppId.Length > 0 || AppPassword.Length > 0 || TenantId.Length > 0;

    /// <summary>The bot as Teams names it.</summary>
    internal string BotId => "28:" + AppId;

    /// <summary>Fills the record from the settings.</summary>
    public static void Read(TeamsOptions options, IConfiguration configuration)
    {
        configuration.GetSection(Section).Bind(options);
        options.DashboardUrl = options.DashboardUrl.Length > 0 ? options.DashboardUrl : configuration["PublicUrl"] ?? "";
        options.Adapter = options.Adapter.Trim().ToLowerInvariant();
        options.ServiceUrl = Ended(options.ServiceUrl);
        options.LoginUrl = Ended(options.LoginUrl);
        options.GraphUrl = Ended(options.GraphUrl);
    }

    /// <summary>What is wrong, each a sentence that names the key; nothing where Teams is off.</summary>
    public IEnumerable<string> Problems() => IsOn ? Problems(this).OfType<string>() : [];

    private static IEnumerable<string?> Problems(TeamsOptions o)
    {
        yield return Guid.TryParse(o.AppId, out _)
            ? null
            : $"Teams__AppId is “{o.AppId}”, and it has to be a GUID: the Application (client) ID on the app registration's page, Overview.";
        yield return o.AppPassword.Length > 0
            ? null
            : "Teams__AppPassword is missing while other Teams settings are there. Make a client secret on the app registration's page, Certificates & secrets, and copy its value.";
        yield return Guid.TryParse(o.TenantId, out _)
            ? null
            : $"Teams__TenantId is “{o.TenantId}”, and it has to be a GUID: the Directory (tenant) ID on the app registration's page, Overview.";
        yield return o.IncidentTeam.Length > 0 || o.IncidentChannel.Length > 0
            ? null
            : "Neither Teams__IncidentTeam (the group id of the team in which each incident gets a channel) nor Teams__IncidentChannel (the id of the channel in which each gets a thread) is set. Set one of them.";
        yield return o.IncidentTeam.Length == 0 || Guid.TryParse(o.IncidentTeam, out _)
            ? null
            : $"Teams__IncidentTeam is “{o.IncidentTeam}”, and it has to be a GUID: in Teams, the team's …, Get link to team, behind groupId=.";
        yield return o.CatalogApp.Length == 0 || Guid.TryParse(o.CatalogApp, out _)
            ? null
            : $"Teams__CatalogApp is “{o.CatalogApp}”, and it has to be a GUID: in the Teams admin center, Manage apps, the app's App ID.";
        yield return ChatSdks.Problem("Teams__Adapter", o.Adapter, Own, BotBuilder, ChatSdks.BotBuilder);
        yield return IsChannel("IncidentChannel", o.IncidentChannel);
        yield return IsChannel("AnnouncementChannel", o.AnnouncementChannel);
        yield return IsAddress("ServiceUrl", o.ServiceUrl);
        yield return IsAddress("LoginUrl", o.LoginUrl);
        yield return IsAddress("GraphUrl", o.GraphUrl);
        yield return IsAddress("BotFrameworkMetadata", o.BotFrameworkMetadata);
        yield return IsAddress("EntraMetadata", o.EntraMetadata);
        yield return o.DashboardUrl.Length == 0
        || (Uri.TryCreate(o.DashboardUrl, UriKind.Absolute, out var page) && page.Scheme is "https" or "http")
            ? null
            : $"Teams__DashboardUrl is “{o.DashboardUrl}”, which is no address. Write the whole of it, such as https://incidents.example.com.";
        yield return NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(o.DefaultZone) is null
            ? $"Teams__DefaultZone is “{o.DefaultZone}”, which is no zone. Write one such as Europe/Berlin."
            : null;
    }

    private static string? IsChannel(string key, string id) =>
        id.Length == 0 || id.StartsWith("19:", StringComparison.Ordinal)
            ? null
            : $"Teams__{key} is “{id}”, and it has to be the channel's id (19:…): in Teams, the channel's …, Get link to channel, the part behind /channel/, with %3a as : and %40 as @.";

    // A password or a token never travels in the open, except to this machine itself.
    private static string? IsAddress(string key, string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback))
            ? null
            : $"Teams__{key} is “{address}”, and it has to begin with https://. Leave it out.";

    private static string Ended(string address) => address.EndsWith('/') ? address : address + "/";
}
