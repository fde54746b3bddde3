using System.Text.Json.Nodes;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Contracts.Slack;

public sealed class Channels : SlackBench
{
    [Theory]
    [InlineData("Inc-1", "invalid_name_specials")]
    [InlineData("inc 1", "invalid_name_specials")]
    [InlineData("inc.1", "invalid_name_specials")]
    [InlineData("---", "invalid_name_punctuation")]
    [InlineData("ops", "name_taken")]
    [InlineData("inc_1-größe", null)]
    public async Task A_name_keeps_the_rules(string name, string? error) =>
        Assert.Equal(error, ErrorOf(await Form("conversations.create", ("name", name))));

    [Theory]
    [InlineData(80, null)]
    [InlineData(81, "invalid_name_maxlength")]
    public async Task A_name_has_at_most_eighty_letters(int length, string? error) =>
        Assert.Equal(error, ErrorOf(await Form("conversations.create", ("name", new string('a', length)))));

    [Fact]
    public async Task An_archived_channel_keeps_its_name()
    {
        await Form("conversations.archive", ("channel", "C1"));
        Assert.Equal("name_taken", ErrorOf(await Form("conversations.create", ("name", "ops"))));
    }

    [Fact]
    public async Task Whoever_makes_a_channel_is_in_it()
    {
        var channel = (await Post("conversations.create", """{"name":"inc-1","is_private":true}"""))["channel"]!;
        Assert.True(channel["is_member"]!.GetValue<bool>());
        Assert.True(channel["is_private"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("U1", "already_in_channel")]
    [InlineData("U0BOT", "cant_invite_self")]
    [InlineData("U3", "user_not_found")]
    [InlineData("U9", "user_not_found")]
    [InlineData("U2", null)]
    public async Task An_invitation_says_what_is_in_its_way(string user, string? error) =>
        Assert.Equal(error, ErrorOf(await Form("conversations.invite", ("channel", "C1"), ("users", user))));

    [Fact]
    public async Task Several_invitations_fail_together_unless_forced()
    {
        var answer = await Form("conversations.invite", ("channel", "C1"), ("users", "U1,U2"));
        Assert.Equal("already_in_channel", answer["errors"]![0]!["error"]!.GetValue<string>());
        Assert.DoesNotContain("U2", Slack.Workspace.Channel("C1")!.Members);

        await Form("conversations.invite", ("channel", "C1"), ("users", "U1,U2"), ("force", "true"));
        Assert.Contains("U2", Slack.Workspace.Channel("C1")!.Members);
    }

    [Theory]
    [InlineData("C1", 250, null)]
    [InlineData("C1", 251, "too_long")]
    [InlineData("C2", 5, "not_in_channel")]
    [InlineData("C3", 5, "channel_not_found")]
    public async Task A_topic_is_short_and_set_by_members(string channel, int length, string? error) =>
        Assert.Equal(error, ErrorOf(await Form("conversations.setTopic", ("channel", channel), ("topic", new string('t', length)))));

    [Fact]
    public async Task A_new_topic_shows_as_a_message()
    {
        await Form("conversations.setTopic", ("channel", "C1"), ("topic", "SEV1"));
        Assert.Equal("channel_topic", Assert.Single(Slack.Workspace.Channel("C1")!.Messages).Subtype);
    }

    [Fact]
    public async Task Archiving_takes_the_bot_out_and_works_once()
    {
        Assert.Null(ErrorOf(await Form("conversations.archive", ("channel", "C1"))));
        Assert.Equal("already_archived", ErrorOf(await Form("conversations.archive", ("channel", "C1"))));
        Assert.False((await Form("conversations.info", ("channel", "C1")))["channel"]!["is_member"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_bot_joins_public_channels_only()
    {
        Assert.Null(ErrorOf(await Form("conversations.join", ("channel", "C2"))));
        Assert.Equal("already_in_channel", (await Form("conversations.join", ("channel", "C2")))["warning"]!.GetValue<string>());
        Assert.Equal("channel_not_found", ErrorOf(await Form("conversations.join", ("channel", "C3"))));
    }

    [Fact]
    public async Task A_rename_keeps_the_rules_of_names()
    {
        Assert.Equal("name_taken", ErrorOf(await Form("conversations.rename", ("channel", "C1"), ("name", "random"))));
        Assert.Equal(
            "ops-2",
            (await Form("conversations.rename", ("channel", "C1"), ("name", "ops-2")))["channel"]!["name"]!.GetValue<string>()
        );
    }

    [Fact]
    public async Task A_list_filters_after_paging_so_a_page_may_be_empty()
    {
        Slack.Workspace.AddChannel("C0", "zero", isPrivate: true, members: ["U0BOT"]);
        var names = new List<string>();
        var cursor = "";
        var pages = 0;
        do
        {
            var answer = await Form("conversations.list", ("limit", "1"), ("types", "private_channel"), ("cursor", cursor));
            names.AddRange(answer["channels"]!.AsArray().Select(channel => channel!["name"]!.GetValue<string>()));
            cursor = answer["response_metadata"]!["next_cursor"]!.GetValue<string>();
            pages++;
        } while (cursor.Length > 0);

        Assert.Equal(["zero"], names);
        Assert.Equal(3, pages);
        Assert.Equal("invalid_cursor", ErrorOf(await Form("conversations.list", ("cursor", "nonsense"))));
    }

    [Fact]
    public async Task People_are_found_by_mail_and_groups_by_handle()
    {
        Slack.Workspace.AddGroup("S1", "sre", "U1", "U2");
        Assert.Equal("U2", (await Form("users.lookupByEmail", ("email", "Marek@example.com")))["user"]!["id"]!.GetValue<string>());
        Assert.Equal("users_not_found", ErrorOf(await Form("users.lookupByEmail", ("email", "gone@example.com"))));
        Assert.Equal("""["U1","U2"]""", (await Form("usergroups.users.list", ("usergroup", "S1")))["users"]!.ToJsonString());
    }

    [Fact]
    public async Task The_mail_address_is_shown_only_with_its_scope()
    {
        Slack.Scopes.Remove("users:read.email");
        Assert.Null((await Form("users.info", ("user", "U1")))["user"]!["profile"]!["email"]);
    }
}
