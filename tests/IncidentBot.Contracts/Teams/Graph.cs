using IncidentBot.Testing.Teams;

namespace IncidentBot.Contracts.Teams;

public sealed class Graph : TeamsBench
{
    [Fact]
    public async Task A_channel_is_made_and_the_bot_can_write_in_it()
    {
        var (status, json) = await Create("inc-1-checkout");

        Assert.Equal(201, status);
        Assert.Equal(201, (await Post(json!["id"]!.ToString())).Status);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a & b")]
    [InlineData("_a")]
    [InlineData("a.")]
    [InlineData("a..b")]
    [InlineData("CON")]
    [InlineData("lpt1")]
    [InlineData("ops")]
    [InlineData("OPS")]
    [InlineData("123456789012345678901234567890123456789012345678901")]
    public async Task Names_that_a_channel_may_not_have(string name) => Assert.Equal((400, "BadRequest"), Answer(await Create(name)));

    [Fact]
    public async Task The_name_of_a_deleted_channel_stays_taken()
    {
        Ops.IsDeleted = true;

        Assert.Equal((400, "BadRequest"), Answer(await Create("ops")));
    }

    [Fact]
    public async Task Who_may_not_is_told_what_is_missing()
    {
        Teams.Permissions.Remove("Channel.Create.Group");

        var (status, json) = await Create("inc-1");

        Assert.Equal(403, status);
        Assert.Contains("Channel.Create.Group", json!["error"]!["message"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_without_the_app_is_not_found()
    {
        Team.IsBotInstalled = false;

        Assert.Equal(404, (await Create("inc-1")).Status);
        Assert.Equal(404, (await Graph(HttpMethod.Get, "teams/nobody/channels")).Status);
    }

    [Fact]
    public async Task Channels_are_found_by_name()
    {
        var (_, json) = await Graph(HttpMethod.Get, $"teams/{Team.GroupId}/channels?$filter=displayName eq 'ops'");

        Assert.Equal(Ops.Id, Assert.Single(json!["value"]!.AsArray())!["id"]!.ToString());
    }

    [Fact]
    public async Task Messages_are_listed_newest_first_with_their_cards()
    {
        await Post(Ops.Id);
        await Post(
            Ops.Id,
            """{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"mark"}]}}]}"""
        );

        var (_, json) = await Graph(HttpMethod.Get, $"teams/{Team.GroupId}/channels/{Uri.EscapeDataString(Ops.Id)}/messages?$top=50");

        Assert.Contains("mark", json!["value"]![0]!["attachments"]![0]!["content"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, json["value"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_archived_channel_takes_no_messages()
    {
        Assert.Equal(202, (await Graph(HttpMethod.Post, $"teams/{Team.GroupId}/channels/{Uri.EscapeDataString(Ops.Id)}/archive")).Status);
        Assert.Equal(403, (await Post(Ops.Id)).Status);
    }

    private static (int, string?) Answer((int Status, System.Text.Json.Nodes.JsonObject? Json) answer) => (answer.Status, CodeOf(answer));

    private Task<(int Status, System.Text.Json.Nodes.JsonObject? Json)> Create(string name) =>
        Graph(HttpMethod.Post, $"teams/{Team.GroupId}/channels", $$"""{"displayName":"{{name}}","membershipType":"standard"}""");
}
