using System.Collections.Immutable;
using IncidentBot.Teams.Incoming;

namespace IncidentBot.Teams.Install;

/// <summary>What an admin has allowed the app in the whole tenant, as the token for Graph names it; a team's own permissions stand in no token.</summary>
internal static class GraphGrants
{
    private const string Where =
        "on the app registration's page, API permissions, Microsoft Graph, Application permissions, with an admin's consent";

    // Each need is met by any one of its permissions; the first says the least.
    private static readonly ImmutableArray<string> BeginChats = ["Chat.Create"];
    private static readonly ImmutableArray<string> JoinChats =
    [
        "TeamsAppInstallation.ReadWriteSelfForChat.All",
        "TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All",
        "TeamsAppInstallation.ReadWriteForChat.All",
        "TeamsAppInstallation.ReadWriteAndConsentForChat.All",
    ];
    private static readonly ImmutableArray<string> AddToChats = ["ChatMember.ReadWrite.All", "ChatMember.ReadWrite.WhereInstalled"];
    private static readonly ImmutableArray<string> ReadChats =
    [
        "Chat.Read.WhereInstalled",
        "Chat.ReadWrite.WhereInstalled",
        "Chat.Read.All",
        "Chat.ReadWrite.All",
    ];
    private static readonly ImmutableArray<string> Archive = ["ChannelSettings.ReadWrite.All", "Group.ReadWrite.All"];
    private static readonly ImmutableArray<string> Files = ["Files.ReadWrite.All", "Sites.ReadWrite.All"];

    /// <summary>What the settings want of Graph, held against what the token allows.</summary>
    public static IEnumerable<TeamsFinding> Examine(TeamsOptions options, string token)
    {
        if (SignedToken.Read(token) is not { } read)
        {
            yield return new TeamsFinding(true, "The token for Graph does not say what an admin has allowed the app.");
            yield break;
        }

        var roles = read.Claims.Items("roles").Select(role => role.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        yield return PrivateChats(options, roles);
        if (options.CatalogApp.Length > 0)
        {
            yield return Allows(roles, ReadChats)
                ? new TeamsFinding(true, "Graph lets the bot read messages in the group chats that it is in, so pins are recorded there.")
                : new TeamsFinding(
                    true,
                    $"Pins in the group chats of private incidents are not recorded; Graph has to allow {ReadChats[0]} for that, {Where}."
                );
        }

        if (options.ArchiveOnClose)
        {
            yield return Allows(roles, Archive)
                ? new TeamsFinding(true, "Graph lets the bot archive the channels of closed incidents.")
                : new TeamsFinding(
                    false,
                    $"Teams__ArchiveOnClose is set, and Graph does not let the bot archive channels. Allow {Archive[0]} {Where}, or leave the setting out."
                );
        }

        yield return new TeamsFinding(
            true,
            Allows(roles, Files)
                ? "Graph lets the bot put postmortems among the files of a channel."
                : $"Postmortems are not put among the files of a channel; Graph has to allow {Files[0]} for that, {Where}."
        );
    }

    private static TeamsFinding PrivateChats(TeamsOptions options, HashSet<string> roles)
    {
        if (options.CatalogApp.Length == 0)
        {
            return new TeamsFinding(
                true,
                "Teams__CatalogApp is not set: a private incident is worked on in people's own chats with the bot."
            );
        }

        ImmutableArray<ImmutableArray<string>> needs = [BeginChats, JoinChats, AddToChats];
        var missing = needs.Where(anyOf => !Allows(roles, anyOf)).Select(anyOf => anyOf[0]).ToList();
        return missing.Count == 0
            ? new TeamsFinding(true, "Graph lets the bot begin a group chat for a private incident.")
            : new TeamsFinding(
                false,
                $"Teams__CatalogApp is set, and a private incident still gets no group chat. Allow {string.Join(", ", missing)} {Where}."
            );
    }

    private static bool Allows(HashSet<string> roles, ImmutableArray<string> anyOf) => anyOf.Any(roles.Contains);
}
