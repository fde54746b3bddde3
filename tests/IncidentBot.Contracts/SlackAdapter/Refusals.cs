using IncidentBot.Testing;

namespace IncidentBot.Contracts.SlackAdapter;

/// <summary>Our fake and the Slack that others wrote refuse for the same reasons. Two that wrote the same error from Slack's pages may be believed.</summary>
public sealed class Refusals(BothSlacks both) : IClassFixture<BothSlacks>
{
    /// <summary>What is wrong, the method and its arguments; <c>{ops}</c> is a channel without the bot, <c>{mine}</c> one of its own, <c>{ts}</c> its message there.</summary>
    public static TheoryData<string, string, string> Wrong =>
        new()
        {
            { "channel_not_found", "chat.postMessage", "channel=C999&text=x" },
            { "no_text", "chat.postMessage", "channel={mine}&text=" },
            { "is_archived", "chat.postMessage", "channel={archived}&text=x" },
            { "message_not_found", "chat.update", "channel={mine}&ts=1700000000.000100&text=x" },
            { "cant_update_message", "chat.update", "channel={ops}&ts={theirs}&text=x" },
            { "user_not_in_channel", "chat.postEphemeral", "channel={mine}&user={priya}&text=x" },
            { "name_taken", "conversations.create", "name=mine" },
            { "name_taken", "conversations.create", "name=archived" },
            { "invalid_name_specials", "conversations.create", "name=a!b" },
            { "invalid_name_maxlength", "conversations.create", $"name={new string('a', 81)}" },
            { "not_in_channel", "conversations.setTopic", "channel={ops}&topic=x" },
            { "is_archived", "conversations.setTopic", "channel={archived}&topic=x" },
            { "too_long", "conversations.setTopic", $"channel={{mine}}&topic={new string('a', 251)}" },
            { "not_in_channel", "conversations.invite", "channel={ops}&users={priya}" },
            { "user_not_found", "conversations.invite", "channel={mine}&users=U999" },
            { "cant_invite_self", "conversations.invite", "channel={mine}&users=U0BOT" },
            { "already_in_channel", "conversations.invite", "channel={shared}&users={priya}" },
            { "already_archived", "conversations.archive", "channel={archived}" },
            { "is_archived", "conversations.join", "channel={archived}" },
            { "channel_not_found", "conversations.info", "channel=C999" },
            { "channel_not_found", "conversations.history", "channel=C999" },
            { "user_not_found", "conversations.open", "users=U999" },
            { "already_pinned", "pins.add", "channel={mine}&timestamp={pinned}" },
            { "message_not_found", "pins.add", "channel={mine}&timestamp=1700000000.000100" },
            { "bad_timestamp", "pins.add", "channel={mine}&timestamp=yesterday" },
            { "not_in_channel", "pins.add", "channel={ops}&timestamp={theirs}" },
            { "invalid_link", "bookmarks.add", "channel_id={mine}&title=x&type=link&link=nowhere" },
            { "invalid_bookmark_type", "bookmarks.add", "channel_id={mine}&title=x&type=file&link=https://a.example" },
            { "not_in_channel", "bookmarks.add", "channel_id={ops}&title=x&type=link&link=https://a.example" },
            { "user_not_found", "users.info", "user=U999" },
            { "file_not_found", "files.completeUploadExternal", """files=[{"id":"F999"}]&channel_id={mine}""" },
            { "message_not_found", "chat.getPermalink", "channel={mine}&message_ts=1700000000.000100" },
            { "invalid_trigger_id", "views.open", "trigger_id=1.2.3&view=" + View },
            { "exchanged_trigger_id", "views.open", "trigger_id={used}&view=" + View },
            { "hash_conflict", "views.publish", "user_id={priya}&hash=stale&view=" + Home },
        };

    /// <summary>Where they differ ours is right, by what Slack writes of the method: our reason, theirs, the method, its arguments.</summary>
    public static TheoryData<string, string, string, string> Differing =>
        new()
        {
            // Slack has a word for what is no JSON and another for blocks that are wrong.
            { "invalid_blocks_format", "invalid_blocks", "chat.postMessage", "channel={mine}&text=x&blocks={" },
            // Who is not in a channel reads nothing there, public or not.
            { "not_in_channel", "none", "conversations.history", "channel={ops}" },
            { "not_in_channel", "none", "conversations.replies", "channel={ops}&ts={theirs}" },
            { "not_in_channel", "none", "bookmarks.list", "channel_id={ops}" },
            { "thread_not_found", "none", "conversations.replies", "channel={mine}&ts=1700000000.000100" },
        };

    internal const string View =
        """{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":[{"type":"section","text":{"type":"plain_text","text":"x"}}]}""";

    internal const string Home = """{"type":"home","blocks":[]}""";

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Have_the_same_reason(string reason, string method, string arguments) =>
        Assert.Equal((reason, reason), await ReasonsAsync(method, arguments));

    [Theory]
    [MemberData(nameof(Differing))]
    public async Task Differ_where_it_is_known(string ours, string theirs, string method, string arguments) =>
        Assert.Equal((ours, theirs), await ReasonsAsync(method, arguments));

    private async Task<(string Ours, string Theirs)> ReasonsAsync(string method, string arguments)
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        return (
            await ReasonAsync(both.Fake, both.KnownToFake, method, arguments),
            await ReasonAsync(both.Emulate, both.KnownToEmulate, method, arguments)
        );
    }

    private static async Task<string> ReasonAsync(AnotherSlack slack, Dictionary<string, string> known, string method, string arguments)
    {
        var filled = known.Aggregate(arguments, (text, one) => text.Replace($"{{{one.Key}}}", one.Value, StringComparison.Ordinal));
        var answer = await slack.CallAsync(
            method,
            [.. filled.Split('&').Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair[1]))]
        );
        return answer["error"]?.GetValue<string>() ?? "none";
    }
}
