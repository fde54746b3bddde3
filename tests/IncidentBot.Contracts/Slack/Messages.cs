namespace IncidentBot.Contracts.Slack;

public sealed class Messages : SlackBench
{
    [Theory]
    [InlineData("C1", null)]
    [InlineData("C2", null)]
    [InlineData("C3", "channel_not_found")]
    [InlineData("C9", "channel_not_found")]
    [InlineData("U1", null)]
    [InlineData("U3", "channel_not_found")]
    public async Task A_message_goes_where_the_bot_may_write(string channel, string? error) =>
        Assert.Equal(error, ErrorOf(await Form("chat.postMessage", ("channel", channel), ("text", "hello"))));

    [Fact]
    public async Task Without_the_public_scope_only_members_write()
    {
        Slack.Scopes.Remove("chat:write.public");
        Assert.Equal("not_in_channel", ErrorOf(await Form("chat.postMessage", ("channel", "C2"), ("text", "hello"))));
    }

    [Fact]
    public async Task An_archived_channel_takes_no_message()
    {
        await Form("conversations.archive", ("channel", "C1"));
        Assert.Equal("is_archived", ErrorOf(await Form("chat.postMessage", ("channel", "C1"), ("text", "hello"))));
    }

    [Theory]
    [InlineData("""{"channel":"C1"}""", "no_text")]
    [InlineData("""{"channel":"C1","text":"a","blocks":"nonsense"}""", "invalid_blocks_format")]
    [InlineData("""{"channel":"C1","text":"a","markdown_text":"b"}""", "markdown_text_conflict")]
    [InlineData("""{"channel":"C1","text":"a","metadata":{"event_type":"x"}}""", "invalid_metadata_format")]
    [InlineData("""{"channel":"C1","text":"a","thread_ts":"1.1"}""", "thread_not_found")]
    [InlineData("""{"channel":"C1","text":"a","username":"Ana"}""", "missing_scope")]
    public async Task A_message_that_makes_no_sense_is_refused(string json, string error) =>
        Assert.Equal(error, ErrorOf(await Post("chat.postMessage", json)));

    [Fact]
    public async Task Timestamps_are_unique_and_rise_although_the_clock_stands_still()
    {
        var stamps = new[] { await PostMessage(), await PostMessage(), await PostMessage() };
        Assert.Equal(stamps.Distinct().Order(StringComparer.Ordinal), stamps);
        Assert.All(stamps, ts => Assert.Matches(@"^\d{10}\.\d{6}$", ts));
    }

    [Fact]
    public async Task The_bot_changes_its_own_messages_only()
    {
        var own = await PostMessage();
        var other = await Slack.As("U1").Say("C1", "mine");
        Assert.Null(ErrorOf(await Form("chat.update", ("channel", "C1"), ("ts", own), ("text", "changed"))));
        Assert.Equal("changed", Slack.Workspace.Channel("C1")!.Find(own)!.Text);
        Assert.Equal("cant_update_message", ErrorOf(await Form("chat.update", ("channel", "C1"), ("ts", other.Ts), ("text", "no"))));
        Assert.Equal("message_not_found", ErrorOf(await Form("chat.update", ("channel", "C1"), ("ts", "1.1"), ("text", "no"))));
        Assert.Equal("cant_delete_message", ErrorOf(await Form("chat.delete", ("channel", "C1"), ("ts", other.Ts))));
    }

    [Fact]
    public async Task A_change_takes_four_thousand_letters()
    {
        var ts = await PostMessage();
        Assert.Equal("msg_too_long", ErrorOf(await Form("chat.update", ("channel", "C1"), ("ts", ts), ("text", new string('a', 4001)))));
    }

    [Fact]
    public async Task Text_without_blocks_takes_the_blocks_away()
    {
        var posted = await Post("chat.postMessage", """{"channel":"C1","text":"a","blocks":[{"type":"divider"}]}""");
        var ts = posted["ts"]!.GetValue<string>();
        Assert.NotNull(Slack.Workspace.Channel("C1")!.Find(ts)!.Blocks);
        await Form("chat.update", ("channel", "C1"), ("ts", ts), ("text", "b"));
        Assert.Null(Slack.Workspace.Channel("C1")!.Find(ts)!.Blocks);
    }

    [Fact]
    public async Task A_private_notice_reaches_members_and_cannot_be_changed()
    {
        Assert.Equal("user_not_in_channel", ErrorOf(await Form("chat.postEphemeral", ("channel", "C1"), ("user", "U2"), ("text", "psst"))));
        var ts = (await Form("chat.postEphemeral", ("channel", "C1"), ("user", "U1"), ("text", "psst")))["message_ts"]!.GetValue<string>();
        Assert.Equal("psst", Assert.Single(Slack.As("U1").Sees("C1")).Text);
        Assert.Empty(Slack.As("U2").Sees("C1"));
        Assert.Equal("message_not_found", ErrorOf(await Form("chat.update", ("channel", "C1"), ("ts", ts), ("text", "no"))));
    }

    [Fact]
    public async Task Metadata_comes_back_to_those_who_ask()
    {
        await Post("chat.postMessage", """{"channel":"C1","text":"a","metadata":{"event_type":"incident","event_payload":{"key":"7"}}}""");
        var with = await Form("conversations.history", ("channel", "C1"), ("include_all_metadata", "true"));
        var without = await Form("conversations.history", ("channel", "C1"));
        Assert.Equal("7", with["messages"]![0]!["metadata"]!["event_payload"]!["key"]!.GetValue<string>());
        Assert.Null(without["messages"]![0]!["metadata"]);
    }

    [Fact]
    public async Task History_is_newest_first_without_replies_and_one_message_can_be_asked_for()
    {
        var first = await PostMessage(text: "first");
        await Form("chat.postMessage", ("channel", "C1"), ("text", "reply"), ("thread_ts", first));
        await PostMessage(text: "second");
        var all = await Form("conversations.history", ("channel", "C1"));
        var one = await Form("conversations.history", ("channel", "C1"), ("latest", first), ("inclusive", "true"), ("limit", "1"));
        var thread = await Form("conversations.replies", ("channel", "C1"), ("ts", first));
        Assert.Equal("second first", string.Join(' ', all["messages"]!.AsArray().Select(message => message!["text"])));
        Assert.Equal("first", one["messages"]!.AsArray().Single()!["text"]!.GetValue<string>());
        Assert.Equal("first reply", string.Join(' ', thread["messages"]!.AsArray().Select(message => message!["text"])));
        Assert.Equal("not_in_channel", ErrorOf(await Form("conversations.history", ("channel", "C2"))));
        Assert.Equal("thread_not_found", ErrorOf(await Form("conversations.replies", ("channel", "C1"), ("ts", "1.1"))));
    }

    [Fact]
    public async Task A_permalink_names_channel_and_message()
    {
        var ts = await PostMessage();
        var link = (await Form("chat.getPermalink", ("channel", "C1"), ("message_ts", ts)))["permalink"]!.GetValue<string>();
        Assert.Equal($"https://fake-team.slack.com/archives/C1/p{ts.Replace(".", "", StringComparison.Ordinal)}", link);
    }

    [Fact]
    public async Task Marks_are_set_once()
    {
        var ts = await PostMessage();
        Assert.Null(ErrorOf(await Form("pins.add", ("channel", "C1"), ("timestamp", ts))));
        Assert.Equal("already_pinned", ErrorOf(await Form("pins.add", ("channel", "C1"), ("timestamp", ts))));
        Assert.Equal("message_not_found", ErrorOf(await Form("pins.add", ("channel", "C1"), ("timestamp", "1.1"))));
        Assert.Null(ErrorOf(await Form("reactions.add", ("channel", "C1"), ("timestamp", ts), ("name", "eyes"))));
        Assert.Equal("already_reacted", ErrorOf(await Form("reactions.add", ("channel", "C1"), ("timestamp", ts), ("name", "eyes"))));
        Assert.Equal("invalid_name", ErrorOf(await Form("reactions.add", ("channel", "C1"), ("timestamp", ts), ("name", ":eyes:"))));
    }

    [Fact]
    public async Task A_bookmark_is_a_link_that_can_be_edited()
    {
        var added = await Post("bookmarks.add", """{"channel_id":"C1","title":"Status","type":"link","link":"https://example.com"}""");
        var id = added["bookmark"]!["id"]!.GetValue<string>();
        await Form("bookmarks.edit", ("channel_id", "C1"), ("bookmark_id", id), ("title", "State"));
        var list = await Form("bookmarks.list", ("channel_id", "C1"));
        Assert.Equal("State https://example.com", $"{list["bookmarks"]![0]!["title"]} {list["bookmarks"]![0]!["link"]}");
        Assert.Equal(
            "invalid_link",
            ErrorOf(await Post("bookmarks.add", """{"channel_id":"C1","title":"x","type":"link","link":"nowhere"}"""))
        );
    }
}
