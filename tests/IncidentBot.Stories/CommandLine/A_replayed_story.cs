using System.Text.Json;

namespace IncidentBot.Stories.CommandLine;

public sealed class A_replayed_story : AFolder
{
    private const string Story = """
        @zone Europe/Berlin
        @people amara=Amara Diallo
        2024-03-04 10:00 amara: /incident open Checkout declines cards sev2
        10:05 amara: /incident suspect The database is overloaded
        10:25 amara: /incident ruledout H1 It is idle
        10:40 amara: /incident resolved The certificate was renewed
        10:41 amara: /incident close
        """;

    [Fact]
    public async Task Prints_its_postmortem_and_leaves_nothing_behind()
    {
        await WriteAsync("a.story", Story);
        var ended = await Executable.RunAsync(Folder, ["replay", "a.story"]);
        Assert.Equal((0, ""), (ended.Status, ended.Error));
        Assert.Contains("Checkout declines cards", ended.Output, StringComparison.Ordinal);
        Assert.Contains("20 min", ended.Output, StringComparison.Ordinal);
        Assert.Equal(["a.story"], Directory.GetFileSystemEntries(Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Tells_refused_lines_with_their_numbers_and_goes_on()
    {
        await WriteAsync("a.story", Story.Replace("/incident suspect The", "/incident frobnicate The", StringComparison.Ordinal));
        var ended = await Executable.RunAsync(Folder, ["replay", "a.story"]);
        Assert.Equal(1, ended.Status);
        Assert.Contains("a.story:4: ", ended.Error, StringComparison.Ordinal);
        Assert.Contains("a.story:5: ", ended.Error, StringComparison.Ordinal);
        Assert.Contains("The certificate was renewed", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_JSON_on_standard_output_alone_where_that_is_asked_for()
    {
        await WriteAsync("a.story", Story);
        var ended = await Executable.RunAsync(Folder, ["replay", "--json", "a.story"]);
        using var json = JsonDocument.Parse(ended.Output);
        Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
    }

    [Fact]
    public async Task Is_written_into_a_folder_and_kept_in_a_named_database()
    {
        await WriteAsync("a.story", Story);
        await WriteAsync("b.story", Story);
        var two = await Executable.RunAsync(Folder, ["replay", "a.story", "b.story", "--out", "drafts"]);
        Assert.Equal(0, two.Status);
        Assert.True(File.Exists(In("drafts/a/INC-1.md")) && File.Exists(In("drafts/b/INC-1.md")));

        Assert.Equal(0, (await Executable.RunAsync(Folder, ["replay", "a.story", "--out", "kept", "--database", "kept.db"])).Status);
        var draft = await Executable.RunAsync(Folder, ["draft", "INC-1", "--database", "kept.db"]);
        Assert.Equal(await File.ReadAllTextAsync(In("kept/INC-1.md"), TestContext.Current.CancellationToken), draft.Output);
        Assert.StartsWith(
            "<!DOCTYPE html>",
            (await Executable.RunAsync(Folder, ["draft", "1", "--format", "html", "--database", "kept.db"])).Output,
            StringComparison.Ordinal
        );
        Assert.Equal(1, (await Executable.RunAsync(Folder, ["draft", "INC-9", "--database", "kept.db"])).Status);
    }

    [Fact]
    public async Task That_is_not_there_or_empty_is_refused()
    {
        await WriteAsync("empty.story", "# nothing\n");
        Assert.Equal(1, (await Executable.RunAsync(Folder, ["replay", "missing.story"])).Status);
        Assert.Equal(1, (await Executable.RunAsync(Folder, ["replay", "empty.story"])).Status);
        Assert.Equal(2, (await Executable.RunAsync(Folder, ["replay"])).Status);
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(In(name), text, TestContext.Current.CancellationToken);
}
