using System.Text.Json.Nodes;

namespace IncidentBot.Contracts.Slack;

public sealed class Block_kit : SlackBench
{
    public static TheoryData<string, string, string> Wrong =>
        new()
        {
            { "an empty text", Section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]" },
            { "a section of 3001", Section(new string('x', 3001)), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]" },
            { "a section of nothing", """[{"type":"section"}]""", "[json-pointer:/blocks/0]" },
            { "an unknown text type", """[{"type":"section","text":{"type":"markdown","text":"x"}}]""", "/blocks/0/text/type" },
            { "eleven fields", $$"""[{"type":"section","fields":[{{Many(11, Plain("x"))}}]}]""", "no more than 10 items" },
            { "a header of 151", $$"""[{"type":"header","text":{{Plain(new string('x', 151))}} }]""", "less than 151 characters" },
            { "a header in mrkdwn", """[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]""", "/blocks/0/text/type" },
            {
                "a label of 76",
                Actions(Button(new string('x', 76), "a")),
                "less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"
            },
            {
                "an unknown style",
                Actions("""{"type":"button","action_id":"a","style":"blue","text":{"type":"plain_text","text":"x"}}"""),
                "/style"
            },
            { "one action_id twice", Actions(Button("x", "a"), Button("y", "a")), "action_id \\u0022a\\u0022 already exists" },
            { "one block_id twice", """[{"type":"divider","block_id":"b"},{"type":"divider","block_id":"b"}]""", "block_id" },
            { "26 buttons", Actions([.. Enumerable.Range(0, 26).Select(i => Button("x", $"a{i}"))]), "no more than 25 items" },
            { "no button", Actions(), "no fewer than 1 items" },
            { "51 blocks", $"[{Many(51, """{"type":"divider"}""")}]", "no more than 50 items allowed" },
            { "an unknown block", """[{"type":"sektion"}]""", "unsupported type: sektion" },
            {
                "an overflow of six",
                Actions($$"""{"type":"overflow","action_id":"a","options":[{{Many(6, Option("x"))}}]}"""),
                "no more than 5 items"
            },
            {
                "101 options",
                Actions($$"""{"type":"static_select","action_id":"a","options":[{{Many(101, Option("x"))}}]}"""),
                "no more than 100"
            },
            {
                "an option's text of 76",
                Actions($$"""{"type":"static_select","action_id":"a","options":[{{Option(new string('x', 76))}}]}"""),
                "/options/0/text"
            },
            {
                "an initial option not offered",
                Actions($$"""{"type":"static_select","action_id":"a","initial_option":{{Option("z")}},"options":[{{Option("x")}}]}"""),
                "initial_option"
            },
            { "an image without alt text", """[{"type":"image","image_url":"https://example.com/x.png"}]""", "alt_text" },
            { "eleven context elements", $$"""[{"type":"context","elements":[{{Many(11, Plain("x"))}}]}]""", "no more than 10 items" },
            {
                "a text input among the buttons",
                Actions("""{"type":"plain_text_input","action_id":"a"}"""),
                "unsupported type: plain_text_input"
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Wrong_blocks_are_refused_with_a_pointer(string what, string blocks, string complaint)
    {
        var answer = await Post(
            "chat.postMessage",
            new JsonObject
            {
                ["channel"] = "C1",
                ["text"] = what,
                ["blocks"] = JsonNode.Parse(blocks),
            }.ToJsonString()
        );
        Assert.Equal("invalid_blocks", ErrorOf(answer));
        Assert.Contains(complaint, ComplaintsOf(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"type":"section","text":{"type":"mrkdwn","text":"*x*","verbatim":true}}]""")]
    [InlineData(
        """[{"type":"section","text":{"type":"mrkdwn","text":"1"},"accessory":{"type":"users_select","action_id":"same"}},{"type":"section","text":{"type":"mrkdwn","text":"2"},"accessory":{"type":"users_select","action_id":"same"}}]"""
    )]
    [InlineData("""[{"type":"rich_text","elements":[]},{"type":"divider"},{"type":"markdown","text":"# x"}]""")]
    public async Task Right_blocks_pass(string blocks) =>
        Assert.Null(ErrorOf(await Form("chat.postMessage", ("channel", "C1"), ("text", "x"), ("blocks", blocks))));

    [Fact]
    public async Task What_was_not_named_gets_a_name()
    {
        await Post("chat.postMessage", new JsonObject { ["channel"] = "C1", ["blocks"] = JsonNode.Parse(Section("x")) }.ToJsonString());
        Assert.NotNull(Slack.Workspace.Channel("C1")!.Messages[0].Blocks![0]!["block_id"]);
    }

    private static string Section(string text) => $$"""[{"type":"section","text":{"type":"mrkdwn","text":"{{text}}"} }]""";

    private static string Plain(string text) => $$"""{"type":"plain_text","text":"{{text}}"}""";

    private static string Option(string text) => $$"""{"text":{{Plain(text)}},"value":"v"}""";

    private static string Button(string label, string id) => $$"""{"type":"button","action_id":"{{id}}","text":{{Plain(label)}} }""";

    private static string Actions(params string[] elements) => $$"""[{"type":"actions","elements":[{{string.Join(',', elements)}}]}]""";

    private static string Many(int count, string json) => string.Join(',', Enumerable.Repeat(json, count));
}
