namespace IncidentBot.Contracts.Slack;

public sealed class Buttons_and_menus : SlackBenchWithApp
{
    private const string Message = """
        {"channel":"C1","text":"Incident 7","blocks":[{"type":"actions","block_id":"b","elements":[
          {"type":"button","action_id":"take","value":"7","text":{"type":"plain_text","text":"Take command"}},
          {"type":"overflow","action_id":"more","options":[{"text":{"type":"plain_text","text":"Snooze"},"value":"15"}]},
          {"type":"static_select","action_id":"sev","placeholder":{"type":"plain_text","text":"Severity"},"options":[{"text":{"type":"plain_text","text":"SEV1"},"value":"1"}]}]}]}
        """;

    [Fact]
    public async Task A_button_is_found_by_its_label()
    {
        var ts = (await Post("chat.postMessage", Message))["ts"]!.GetValue<string>();
        await Slack.As("U1").Press("Take command", "C1");
        var payload = Json(App.LastForm("payload")["payload"]);
        Assert.Equal(
            "take 7 b",
            $"{payload["actions"]![0]!["action_id"]} {payload["actions"]![0]!["value"]} {payload["actions"]![0]!["block_id"]}"
        );
        Assert.Equal(
            $"C1 {ts} U1",
            $"{payload["container"]!["channel_id"]} {payload["container"]!["message_ts"]} {payload["user"]!["id"]}"
        );
    }

    [Fact]
    public async Task Menus_hand_over_the_chosen_option()
    {
        await Post("chat.postMessage", Message);
        await Slack.As("U1").Press("Snooze", "C1");
        await Slack.As("U1").Choose("Severity", "SEV1", "C1");
        var chosen = App
            .Heard.Where(heard => heard.Body.StartsWith("payload=", StringComparison.Ordinal))
            .Select(heard => Json(heard.Form["payload"])["actions"]![0]!);
        Assert.Equal(
            ["overflow 15", "static_select 1"],
            chosen.Select(action => $"{action["type"]} {action["selected_option"]!["value"]}")
        );
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_pressed()
    {
        await Post("chat.postMessage", Message);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Slack.As("U1").Press("Resolve", "C1"));
        Assert.Contains("Take command", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_response_url_of_a_button_replaces_or_deletes_its_message()
    {
        await Post("chat.postMessage", Message);
        var url = (await Slack.As("U1").Press("Take command", "C1")).ResponseUrl!;
        using var replaced = await PostTo(url.Url, """{"text":"Priya commands","replace_original":true}""");
        Assert.Equal("Priya commands", Assert.Single(Slack.As("U1").Sees("C1")).ReadableText);
        using var deleted = await PostTo(url.Url, """{"delete_original":true}""");
        Assert.Empty(Slack.As("U1").Sees("C1"));
    }

    [Fact]
    public async Task A_message_shortcut_brings_the_message_along()
    {
        var said = await Slack.As("U1").Say("C1", "It broke");
        await Slack.As("U2").MessageShortcut("note", said);
        var payload = Json(App.LastForm("payload")["payload"]);
        Assert.Equal("message_action note It broke", $"{payload["type"]} {payload["callback_id"]} {payload["message"]!["text"]}");
    }
}
