namespace IncidentBot.Contracts.Slack;

public sealed class Files_and_canvases : SlackBench
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_is_uploaded_in_three_steps(bool asForm)
    {
        var start = await Form("files.getUploadURLExternal", ("filename", "timeline.csv"), ("length", "3"));
        using HttpContent bytes = asForm
            ? new MultipartFormDataContent { { new ByteArrayContent([1, 2, 3]), "file", "timeline.csv" } }
            : new ByteArrayContent([1, 2, 3]);
        using var upload = await PostTo(start["upload_url"]!.GetValue<string>(), bytes);
        Assert.Equal(200, (int)upload.StatusCode);
        var id = start["file_id"]!.GetValue<string>();
        await Post(
            "files.completeUploadExternal",
            $$"""{"files":[{"id":"{{id}}","title":"Timeline"}],"channel_id":"C1","initial_comment":"Here"}"""
        );
        Assert.Equal([1, 2, 3], Slack.Workspace.File(id)!.Content);
        Assert.Equal(
            "file_share Here",
            $"{Slack.Workspace.Channel("C1")!.Messages[0].Subtype} {Slack.Workspace.Channel("C1")!.Messages[0].Text}"
        );
    }

    [Fact]
    public async Task A_file_without_bytes_cannot_be_shared()
    {
        var start = await Form("files.getUploadURLExternal", ("filename", "x"), ("length", "3"));
        using var upload = await PostTo(start["upload_url"]!.GetValue<string>(), new ByteArrayContent([1]));
        Assert.Equal(400, (int)upload.StatusCode);
        Assert.Equal(
            "file_not_found",
            ErrorOf(await Post("files.completeUploadExternal", $$"""{"files":[{"id":"{{start["file_id"]}}"}]}"""))
        );
        Assert.Equal("invalid_arguments", ErrorOf(await Form("files.getUploadURLExternal", ("filename", "x"), ("length", "0"))));
    }

    [Fact]
    public async Task A_channel_has_one_canvas_that_takes_one_change_at_a_time()
    {
        const string Create = """{"channel_id":"C1","document_content":{"type":"markdown","markdown":"# Incident\n"}}""";
        var id = (await Post("conversations.canvases.create", Create))["canvas_id"]!.GetValue<string>();
        Assert.Equal("channel_canvas_already_exists", ErrorOf(await Post("conversations.canvases.create", Create)));
        Assert.Equal(
            id,
            (await Form("conversations.info", ("channel", "C1")))["channel"]!["properties"]!["canvas"]!["file_id"]!.GetValue<string>()
        );

        const string Change = """{"operation":"insert_at_end","document_content":{"type":"markdown","markdown":"Later\n"}}""";
        Assert.Null(ErrorOf(await Post("canvases.edit", $$"""{"canvas_id":"{{id}}","changes":[{{Change}}]}""")));
        Assert.Equal("# Incident\nLater\n", Slack.Workspace.Canvas(id)!.Markdown);
        Assert.Equal(
            "invalid_arguments",
            ErrorOf(await Post("canvases.edit", $$"""{"canvas_id":"{{id}}","changes":[{{Change}},{{Change}}]}"""))
        );
    }

    [Fact]
    public async Task A_heading_too_deep_is_refused_with_a_detail()
    {
        var answer = await Post("canvases.create", """{"title":"x","document_content":{"type":"markdown","markdown":"#### Deep"}}""");
        Assert.Equal("canvas_editing_failed", ErrorOf(answer));
        Assert.NotNull(answer["detail"]);
    }
}
