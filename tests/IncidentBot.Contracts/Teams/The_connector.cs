using IncidentBot.Testing.Teams;

namespace IncidentBot.Contracts.Teams;

public sealed class The_connector : TeamsBench
{
    [Fact]
    public async Task A_message_to_a_channel_begins_a_thread_and_gets_an_id()
    {
        var (status, json) = await Post(Ops.Id);

        Assert.Equal(201, status);
        Assert.Equal(json!["id"]!.ToString(), Assert.Single(Ops.FromBot).Id);
        Assert.Equal(Ops.FromBot[0].Id, Ops.FromBot[0].Root);
    }

    [Fact]
    public async Task A_message_to_a_thread_stays_in_it()
    {
        var root = (await Post(Ops.Id)).Json!["id"]!.ToString();
        await Post($"{Ops.Id};messageid={root}");

        Assert.Equal(root, Ops.FromBot[1].Root);
    }

    [Fact]
    public async Task A_new_thread_is_named_with_its_first_message()
    {
        var (status, json) = await Connector(
            HttpMethod.Post,
            "v3/conversations",
            $$"""{"isGroup":true,"tenantId":"{{Teams.Options.TenantId}}","activity":{{Hello}},"channelData":{"channel":{"id":"{{Ops.Id}}"} } }"""
        );

        Assert.Equal(201, status);
        Assert.Equal($"{Ops.Id};messageid={json!["activityId"]}", json["id"]!.ToString());
    }

    [Fact]
    public async Task The_chat_with_a_person_is_made_once()
    {
        var body = $$"""{"isGroup":false,"members":[{"id":"{{Priya.AadObjectId}}"}]}""";
        var first = await Connector(HttpMethod.Post, "v3/conversations", body);
        var second = await Connector(HttpMethod.Post, "v3/conversations", body);

        Assert.StartsWith("a:", first.Json!["id"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(first.Json["id"]!.ToString(), second.Json!["id"]!.ToString());
    }

    [Fact]
    public async Task Only_its_own_messages_can_a_bot_change()
    {
        var own = (await Post(Ops.Id)).Json!["id"]!.ToString();
        var others = Teams.As(Priya).Chats("hello", Ops).Id;

        Assert.Equal(200, (await Change(own)).Status);
        Assert.Equal((404, "ActivityNotFoundInConversation"), await Refusal(Change(others)));
        Assert.Equal(1, Ops.FromBot[0].Edits);

        Task<(int Status, System.Text.Json.Nodes.JsonObject? Json)> Change(string id) =>
            Connector(HttpMethod.Put, $"v3/conversations/{Uri.EscapeDataString(Ops.Id)}/activities/{id}", Hello);
    }

    [Fact]
    public async Task Who_lacks_a_token_for_the_connector_is_refused()
    {
        var graph = (await Token("https://graph.microsoft.com/.default"))["access_token"]!.ToString();

        Assert.Equal(401, (await Connector(HttpMethod.Get, $"v3/teams/{Team.Id}", token: "forged")).Status);
        Assert.Equal(401, (await Connector(HttpMethod.Get, $"v3/teams/{Team.Id}", token: graph)).Status);
        Assert.Equal(200, (await Connector(HttpMethod.Get, $"v3/teams/{Team.Id}")).Status);
    }

    [Fact]
    public async Task An_old_token_is_worth_nothing()
    {
        Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(401, (await Post(Ops.Id)).Status);
    }

    [Fact]
    public async Task A_bot_that_was_removed_is_not_in_the_roster()
    {
        Team.IsBotInstalled = false;

        Assert.Equal((403, "BotNotInConversationRoster"), await Refusal(Post(Ops.Id)));
    }

    [Fact]
    public async Task A_deleted_channel_is_not_found()
    {
        Ops.IsDeleted = true;

        Assert.Equal((404, "ConversationNotFound"), await Refusal(Post(Ops.Id)));
    }

    [Theory]
    [InlineData("""{"text":"no type"}""")]
    [InlineData("""{"type":"message"}""")]
    [InlineData("""{"type":"message","text":"hi","attachments":[{"contentType":"application/vnd.microsoft.card.hero","content":{}}]}""")]
    [InlineData(
        """{"type":"message","text":"hi","entities":[{"type":"mention","text":"<at>Ann</at>","mentioned":{"id":"29:x","name":"Ann"}}]}"""
    )]
    public async Task What_lacks_something_is_a_bad_argument(string activity) =>
        Assert.Equal((400, "BadArgument"), await Refusal(Post(Ops.Id, activity)));

    [Fact]
    public async Task More_than_28_kilobytes_is_too_big()
    {
        var text = new string('x', Teams.Options.LargestActivity);

        Assert.Equal((413, "MessageSizeTooBig"), await Refusal(Post(Ops.Id, $$"""{"type":"message","text":"{{text}}"}""")));
    }

    [Fact]
    public async Task The_eighth_message_of_a_second_waits()
    {
        for (var i = 0; i < 7; i++)
        {
            Assert.Equal(201, (await Post(Ops.Id)).Status);
        }

        using var refused = await RawPost(Ops.Id);
        Assert.Equal(429, (int)refused.StatusCode);
        Time.Advance(refused.Headers.RetryAfter!.Delta!.Value);
        Assert.Equal(201, (await Post(Ops.Id)).Status);
    }

    [Fact]
    public async Task Members_come_page_by_page()
    {
        for (var i = 0; i < 60; i++)
        {
            Team.Members.Add(Teams.Organisation.AddUser($"Person {i}"));
        }

        var first = await Connector(HttpMethod.Get, $"v3/conversations/{Team.Id}/pagedmembers?pageSize=50");
        var token = first.Json!["continuationToken"]!.ToString();
        var second = await Connector(HttpMethod.Get, $"v3/conversations/{Team.Id}/pagedmembers?pageSize=50&continuationToken={token}");

        Assert.Equal(50, first.Json["members"]!.AsArray().Count);
        Assert.Equal(12, second.Json!["members"]!.AsArray().Count);
        Assert.Null(second.Json["continuationToken"]);
    }

    private static async Task<(int Status, string? Code)> Refusal(Task<(int Status, System.Text.Json.Nodes.JsonObject? Json)> call)
    {
        var answer = await call;
        return (answer.Status, CodeOf(answer));
    }
}

public sealed class A_connector_without_words : TeamsBench
{
    protected override FakeTeamsOptions Options => base.Options with { EmptyBodies = true };

    [Fact]
    public async Task Answers_with_nothing_though_it_was_done()
    {
        var (status, json) = await Post(Ops.Id);

        Assert.Equal(201, status);
        Assert.Null(json);
        Assert.Single(Ops.FromBot);
    }
}
