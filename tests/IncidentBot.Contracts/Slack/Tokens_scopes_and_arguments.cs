using System.Text;

namespace IncidentBot.Contracts.Slack;

public sealed class Tokens_scopes_and_arguments : SlackBench
{
    [Fact]
    public async Task A_call_without_a_token_is_not_authed() =>
        Assert.Equal(
            "not_authed",
            ErrorOf(await Send("auth.test", new StringContent("", Encoding.UTF8, "application/x-www-form-urlencoded"), token: null))
        );

    [Fact]
    public async Task A_token_in_the_form_counts_for_nothing() =>
        Assert.Equal(
            "not_authed",
            ErrorOf(await Send("auth.test", new FormUrlEncodedContent([KeyValuePair.Create("token", Slack.Options.BotToken)]), token: null))
        );

    [Fact]
    public async Task A_wrong_token_is_invalid() =>
        Assert.Equal("invalid_auth", ErrorOf(await Send("auth.test", new FormUrlEncodedContent([]), token: "xoxb-other")));

    [Fact]
    public async Task A_revoked_token_says_so()
    {
        Slack.TokenError = "token_revoked";
        Assert.Equal("token_revoked", ErrorOf(await Form("auth.test")));
    }

    [Fact]
    public async Task Opening_a_socket_takes_the_app_token_only()
    {
        Assert.Equal("not_allowed_token_type", ErrorOf(await Form("apps.connections.open")));
        var answer = await Send("apps.connections.open", new FormUrlEncodedContent([]), Slack.Options.AppToken);
        Assert.StartsWith("ws://127.0.0.1:", answer["url"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bot_learns_who_it_is()
    {
        var answer = await Form("auth.test");
        Assert.Equal("U0BOT B0BOT T0FAKE", $"{answer["user_id"]} {answer["bot_id"]} {answer["team_id"]}");
    }

    [Fact]
    public async Task A_missing_scope_is_named_beside_the_granted_ones()
    {
        Slack.Scopes.Remove("pins:write");
        var answer = await Post("pins.add", """{"channel":"C1","timestamp":"1"}""");
        Assert.Equal("missing_scope pins:write", $"{ErrorOf(answer)} {answer["needed"]}");
        Assert.Contains("chat:write", answer["provided"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_channel_asks_for_the_scope_of_private_channels()
    {
        Slack.Scopes.Remove("groups:write");
        var answer = await Post("conversations.create", """{"name":"inc-1","is_private":true}""");
        Assert.Equal("missing_scope groups:write", $"{ErrorOf(answer)} {answer["needed"]}");
    }

    [Fact]
    public async Task The_granted_scopes_come_in_a_header()
    {
        using var response = await Raw("auth.test", new FormUrlEncodedContent([]));
        Assert.Contains("chat:write", response.Headers.GetValues("x-oauth-scopes").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_still_an_http_200()
    {
        using var response = await Raw("no.such", new FormUrlEncodedContent([]));
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains(
            "unknown_method",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_method_that_reads_takes_no_json()
    {
        var answer = await Post("conversations.info", """{"channel":"C1"}""");
        Assert.Equal("invalid_arguments", ErrorOf(answer));
        Assert.Contains("missing required field: channel", ComplaintsOf(answer), StringComparison.Ordinal);
        Assert.Contains("conversations.info", Assert.Single(Slack.Violations.All), StringComparison.Ordinal);
        Assert.True((await Form("conversations.info", ("channel", "C1")))["ok"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_missing_argument_is_named()
    {
        var answer = await Post("chat.update", """{"channel":"C1"}""");
        Assert.Equal("invalid_arguments", ErrorOf(answer));
        Assert.Contains("ts", ComplaintsOf(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "application/json", "invalid_json")]
    [InlineData("[]", "application/json", "json_not_object")]
    [InlineData("x", "text/plain", "invalid_post_type")]
    public async Task A_body_it_cannot_read_is_refused(string body, string type, string error) =>
        Assert.Equal(error, ErrorOf(await Send("chat.postMessage", new StringContent(body, Encoding.UTF8, type))));

    [Fact]
    public async Task Every_call_is_recorded_with_its_answer()
    {
        await Form("chat.postMessage", ("channel", "C1"), ("text", "hello"));
        await Form("chat.postMessage", ("channel", "C9"), ("text", "hello"));
        Assert.Equal([null, "channel_not_found"], Slack.Calls("chat.postMessage").Select(call => call.Error));
        Assert.Equal("hello", Slack.Calls("chat.postMessage")[0].Args["text"]);
    }
}
