using System.Text.Json.Nodes;

namespace IncidentBot.Contracts.Slack;

public sealed class Views : SlackBenchWithApp
{
    private const string Modal = """
        {"type":"modal","callback_id":"declare","title":{"type":"plain_text","text":"Declare"},"submit":{"type":"plain_text","text":"Go"},
         "notify_on_close":true,"blocks":[
          {"type":"input","block_id":"title","label":{"type":"plain_text","text":"Title"},"element":{"type":"plain_text_input","action_id":"v"}},
          {"type":"input","block_id":"sev","optional":true,"label":{"type":"plain_text","text":"Severity"},"element":
            {"type":"static_select","action_id":"v","options":[
              {"text":{"type":"plain_text","text":"SEV1"},"value":"1"},{"text":{"type":"plain_text","text":"SEV2"},"value":"2"}]}}]}
        """;

    [Fact]
    public async Task A_trigger_opens_one_view()
    {
        var trigger = await Trigger();
        Assert.Null(ErrorOf(await Open(trigger)));
        Assert.Equal("exchanged_trigger_id", ErrorOf(await Open(trigger)));
        Assert.Equal("invalid_trigger_id", ErrorOf(await Open("no such")));
    }

    [Fact]
    public async Task A_trigger_lives_three_seconds()
    {
        var trigger = await Trigger();
        Time.Advance(TimeSpan.FromSeconds(3.1));
        Assert.Equal("expired_trigger_id", ErrorOf(await Open(trigger)));
    }

    [Theory]
    [InlineData("title", """{"type":"plain_text","text":"A title of twenty-five let"}""", "/view/title/text")]
    [InlineData("submit", null, "submit is required")]
    [InlineData("title", null, "missing required field: title")]
    [InlineData("type", "\"home\"", "/view/type")]
    [InlineData("title", """{"type":"mrkdwn","text":"x"}""", "/view/title/type")]
    public async Task A_modal_keeps_its_limits(string member, string? value, string complaint)
    {
        var view = Json(Modal);
        view[member] = value is null ? null : JsonNode.Parse(value);
        var answer = await Open(await Trigger(), view.ToJsonString());
        Assert.Equal("invalid_arguments", ErrorOf(answer));
        Assert.Contains(complaint, ComplaintsOf(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3000, null)]
    [InlineData(3001, "invalid_arguments")]
    [InlineData(300_000, "view_too_large")]
    public async Task Private_metadata_has_its_size(int length, string? error)
    {
        var view = Json(Modal);
        view["private_metadata"] = new string('x', length);
        Assert.Equal(error, ErrorOf(await Open(await Trigger(), view.ToJsonString())));
    }

    [Fact]
    public async Task A_view_has_a_hundred_blocks()
    {
        var view = Json(Modal);
        view["blocks"] = new JsonArray([.. Enumerable.Range(0, 101).Select(_ => Json("""{"type":"divider"}"""))]);
        Assert.Contains("no more than 100 items", ComplaintsOf(await Open(await Trigger(), view.ToJsonString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_hash_conflicts()
    {
        var view = (await Open(await Trigger()))["view"]!;
        var update = new JsonObject
        {
            ["view_id"] = view["id"]!.DeepClone(),
            ["hash"] = view["hash"]!.DeepClone(),
            ["view"] = Json(Modal),
        }.ToJsonString();
        Assert.Null(ErrorOf(await Post("views.update", update)));
        Assert.Equal("hash_conflict", ErrorOf(await Post("views.update", update)));
    }

    [Fact]
    public async Task Three_modals_are_a_full_stack()
    {
        await Open(await Trigger());
        Assert.Null(ErrorOf(await Open(await Trigger(), method: "views.push")));
        Assert.Null(ErrorOf(await Open(await Trigger(), method: "views.push")));
        Assert.Equal("push_limit_reached", ErrorOf(await Open(await Trigger(), method: "views.push")));
    }

    [Fact]
    public async Task A_submission_carries_every_field_and_closes_the_modal()
    {
        await Open(await Trigger());
        await Slack.As("U1").Submit(("Title", "Checkout"), ("Severity", "SEV2"));
        var view = Json(App.LastForm("payload")["payload"])["view"]!;
        Assert.Equal("Checkout", view["state"]!["values"]!["title"]!["v"]!["value"]!.GetValue<string>());
        Assert.Equal("2", view["state"]!["values"]!["sev"]!["v"]!["selected_option"]!["value"]!.GetValue<string>());
        Assert.Null(Slack.As("U1").Modal);
    }

    [Fact]
    public async Task An_untouched_field_is_there_with_a_null_and_a_required_one_holds_the_form_back()
    {
        await Open(await Trigger());
        await Assert.ThrowsAsync<InvalidOperationException>(() => Slack.As("U1").Submit(("Severity", "SEV1")));
        await Slack.As("U1").Submit(("Title", "x"));
        var field = Json(App.LastForm("payload")["payload"])["view"]!["state"]!["values"]!["sev"]!["v"]!.AsObject();
        Assert.True(field.ContainsKey("selected_option") && field["selected_option"] is null);
    }

    [Fact]
    public async Task Errors_keep_the_modal_open_and_must_name_an_input()
    {
        await Open(await Trigger());
        App.AnswersJson("""{"response_action":"errors","errors":{"title":"Say more"}}""");
        Assert.Equal("Say more", (await Slack.As("U1").Submit(("Title", "x"))).Errors["title"]);
        App.AnswersJson("""{"response_action":"errors","errors":{"nothing":"Say more"}}""");
        Assert.Equal("invalid_response_action", (await Slack.As("U1").Submit(("Title", "x"))).Error);
        Assert.NotNull(Slack.As("U1").Modal);
    }

    [Fact]
    public async Task An_answer_may_push_update_and_clear()
    {
        await Open(await Trigger());
        App.AnswersJson($$"""{"response_action":"push","view":{{Modal}} }""");
        await Slack.As("U1").Submit(("Title", "x"));
        App.AnswersJson($$"""{"response_action":"update","view":{{Modal.Replace("Declare", "Thanks", StringComparison.Ordinal)}} }""");
        await Slack.As("U1").Submit(("Title", "x"));
        Assert.Equal(["Declare", "Thanks"], Slack.Views.Stack("U1").Select(view => view.Title));
        App.AnswersJson("""{"response_action":"clear"}""");
        await Slack.As("U1").Submit(("Title", "x"));
        Assert.Empty(Slack.Views.Stack("U1"));
    }

    [Fact]
    public async Task Closing_is_told_to_those_who_asked()
    {
        await Open(await Trigger());
        await Slack.As("U1").Dismiss();
        Assert.Equal("view_closed", Json(App.LastForm("payload")["payload"])["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_home_tab_is_published_and_its_buttons_work()
    {
        const string Home = """
            {"type":"home","blocks":[{"type":"actions","elements":[{"type":"button","action_id":"new","value":"7","text":{"type":"plain_text","text":"Declare"}}]}]}
            """;
        Assert.Null(ErrorOf(await Post("views.publish", $$"""{"user_id":"U1","view":{{Home}} }""")));
        await Slack.As("U1").PressOnHome("Declare");
        var payload = Json(App.LastForm("payload")["payload"]);
        Assert.Equal(
            "view new 7",
            $"{payload["container"]!["type"]} {payload["actions"]![0]!["action_id"]} {payload["actions"]![0]!["value"]}"
        );
    }

    private async Task<string> Trigger() => (await Slack.As("U1").Shortcut("declare")).TriggerId!;

    private Task<JsonObject> Open(string trigger, string view = Modal, string method = "views.open") =>
        Post(method, $$"""{"trigger_id":"{{trigger}}","view":{{view}} }""");
}
