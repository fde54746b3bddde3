using System.Collections.Frozen;

namespace IncidentBot.Slack.Outgoing;

/// <summary>How often a minute Slack takes each method, for one app in one workspace. A little less is used: others may use the app too.</summary>
/// <remarks>https://docs.slack.dev/apis/web-api/rate-limits, and each method's own page.</remarks>
internal static class SlackTiers
{
    private const int Tier2 = 20;
    private const int Tier3 = 50;
    private const int Tier4 = 100;
    private const int Special = 300;

    private static readonly FrozenDictionary<string, int> Methods = new Dictionary<string, int>
    {
        ["chat.postMessage"] = Special,
        ["chat.getPermalink"] = Special,
        ["auth.test"] = Special,
        ["conversations.create"] = Tier2,
        ["conversations.list"] = Tier2,
        ["conversations.setTopic"] = Tier2,
        ["conversations.setPurpose"] = Tier2,
        ["conversations.archive"] = Tier2,
        ["conversations.canvases.create"] = Tier2,
        ["pins.add"] = Tier2,
        ["bookmarks.add"] = Tier2,
        ["usergroups.list"] = Tier2,
        ["users.list"] = Tier2,
        ["users.info"] = Tier4,
        ["chat.postEphemeral"] = Tier4,
        ["views.open"] = Tier4,
        ["views.push"] = Tier4,
        ["views.publish"] = Tier4,
        ["files.getUploadURLExternal"] = Tier4,
        ["files.completeUploadExternal"] = Tier4,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static int PerMinute(string method) => Methods.GetValueOrDefault(method, Tier3) * 9 / 10;
}
