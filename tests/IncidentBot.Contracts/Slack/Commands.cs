using IncidentBot.Testing.Slack;

namespace IncidentBot.Contracts.Slack;

public sealed class Commands : SlackBenchWithApp
{
    [Fact]
    public async Task A_command_is_a_signed_form()
    {
        await Slack.As("U1").Command("/incident", "open checkout & cart", "C1");
        var heard = Assert.Single(App.Heard);
        var timestamp = heard.Headers[SlackSignature.TimestampHeader].ToString();
        Assert.Equal(Time.GetUtcNow().ToUnixTimeSeconds().ToString(), timestamp);
        Assert.Equal(
            SlackSignature.Sign(Slack.Options.SigningSecret, long.Parse(timestamp), heard.Body),
            heard.Headers[SlackSignature.SignatureHeader].ToString()
        );
        Assert.Equal(
            "/incident|open checkout &amp; cart|C1|ops|U1",
            string.Join('|', Fields("command", "text", "channel_id", "channel_name", "user_id"))
        );
    }

    [Fact]
    public async Task Mentions_in_a_command_become_ids()
    {
        Slack.Workspace.AddGroup("S1", "sre");
        await Slack.As("U1").Command("/incident", "page @marek and @sre in #random not @nobody or a@marek.example", "C1");
        Assert.Equal(
            "page <@U2|marek> and <!subteam^S1|@sre> in <#C2|random> not @nobody or a@marek.example",
            Assert.Single(Fields("text"))
        );
    }

    [Fact]
    public async Task The_answer_is_seen_by_the_person_alone()
    {
        App.AnswersJson("""{"text":"Only you"}""");
        var reply = await Slack.As("U1").Command("/incident", "", "C1");
        Assert.Equal("Only you", reply.Text);
        Assert.Equal("Only you", Assert.Single(Slack.As("U1").Sees("C1")).Text);
        Assert.Empty(Slack.As("U2").Sees("C1"));
    }

    [Fact]
    public async Task An_answer_in_the_channel_echoes_the_command()
    {
        App.AnswersJson("""{"response_type":"in_channel","text":"Declared"}""");
        await Slack.As("U1").Command("/incident", "open", "C1");
        Assert.Equal(["/incident open", "Declared"], Slack.As("U2").Sees("C1").Select(message => message.Text));
    }

    [Fact]
    public async Task An_answer_with_wrong_blocks_is_not_shown()
    {
        App.AnswersJson("""{"text":"x","blocks":[{"type":"sektion"}]}""");
        var reply = await Slack.As("U1").Command("/incident", "open", "C1");
        Assert.Contains("invalid_blocks", reply.Error, StringComparison.Ordinal);
        Assert.Empty(Slack.As("U1").Sees("C1"));
    }

    [Fact]
    public async Task After_three_seconds_the_person_sees_operation_timeout()
    {
        App.Answer = (context, _) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        var waiting = Slack.As("U1").Command("/incident", "open", "C1");
        await Time.WhenTimersWait();
        Time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(waiting.IsCompleted);
        Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("operation_timeout", (await waiting).Error);
    }

    [Fact]
    public async Task A_failing_app_is_reported_as_dispatch_failed()
    {
        App.Answer = (context, _) =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        Assert.Equal("dispatch_failed", (await Slack.As("U1").Command("/incident", "open", "C1")).Error);
    }

    [Fact]
    public async Task A_response_url_works_five_times()
    {
        var url = (await Slack.As("U2").Command("/incident", "open", "C2")).ResponseUrl!;
        for (var i = 0; i < 5; i++)
        {
            using var posted = await PostTo(url.Url, $$"""{"text":"{{i}}"}""");
            Assert.Equal(200, (int)posted.StatusCode);
        }

        using var refused = await PostTo(url.Url, """{"text":"6"}""");
        Assert.Equal(404, (int)refused.StatusCode);
        Assert.Equal("used_url", Slack.Calls("response_url")[^1].Error);
        Assert.Equal(["0", "1", "2", "3", "4"], Slack.Responses(url).Select(message => message.Text));
        Assert.All(Slack.Responses(url), message => Assert.Equal("U2", message.OnlyFor));
    }

    [Fact]
    public async Task A_response_url_lives_thirty_minutes()
    {
        var url = (await Slack.As("U1").Command("/incident", "open", "C1")).ResponseUrl!;
        Time.Advance(TimeSpan.FromMinutes(30));
        using var last = await PostTo(url.Url, """{"text":"in time"}""");
        Assert.Equal(200, (int)last.StatusCode);
        Time.Advance(TimeSpan.FromSeconds(1));
        using var late = await PostTo(url.Url, """{"text":"too late"}""");
        Assert.Equal("expired_url", Slack.Calls("response_url")[^1].Error);
    }

    private IEnumerable<string> Fields(params string[] names) => names.Select(name => App.LastForm("command")[name]);
}
