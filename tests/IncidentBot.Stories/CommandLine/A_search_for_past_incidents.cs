using System.Text.Json.Nodes;

namespace IncidentBot.Stories.CommandLine;

public sealed class A_search_for_past_incidents : AFolder
{
    private const string Outage = """
        # Postmortem: Parcel labels were not printed
        **Duration:** March 3, 2025, 09:10 - 11:40 UTC
        ## Timeline
        - 09:10 UTC: Alert: the print queue grows.
        - 11:40 UTC: New certificate in place, incident resolved.
        ## Root Cause
        The printers' certificate had expired.
        ## Resolution
        A new certificate was installed.
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prints_what_it_was_for_people_and_for_programs()
    {
        await ImportAsync();

        var told = await RunAsync("similar", "labels", "not", "printed", "--database", "a.db");
        var json = await RunAsync("similar", "TLS cert of the printers ran out", "--json", "--top", "1", "--database", "a.db");

        Assert.Equal((0, ""), (told.Status, told.Error));
        Assert.Contains("INC-1 Parcel labels were not printed", told.Output, StringComparison.Ordinal);
        Assert.Contains("Cause: The printers' certificate had expired.", told.Output, StringComparison.Ordinal);
        var found = Assert.Single(JsonNode.Parse(json.Output)!.AsArray())!;
        Assert.Equal(
            "INC-1|Parcel labels were not printed|The printers' certificate had expired.|A new certificate was installed.|labels.md",
            $"{found["incident"]}|{found["title"]}|{found["cause"]}|{found["fix"]}|{found["source"]}"
        );
        Assert.InRange((double)found["score"]!, 0.34, 1);
    }

    [Fact]
    public async Task Finds_nothing_where_nothing_is_near()
    {
        await ImportAsync();

        var json = await RunAsync("similar", "elevator stuck", "--json", "--database", "a.db");
        var told = await RunAsync("similar", "elevator stuck", "--database", "a.db");

        Assert.Equal((0, "[]"), (json.Status, json.Output.Trim()));
        Assert.Equal((0, "No past incident is near enough."), (told.Status, told.Output.Trim()));
    }

    [Fact]
    public async Task Goes_by_the_words_of_the_team_also_for_what_was_remembered_before()
    {
        await ImportAsync();
        Assert.Equal("[]", (await RunAsync("similar", "zebra dead", "--json", "--database", "a.db")).Output.Trim());
        await File.WriteAllTextAsync(In("words.txt"), "# ours\nzebra, parcel label printer, parcel labels\n", Cancellation);

        var found = await Executable.RunAsync(
            Folder,
            ["similar", "zebra dead", "--json", "--database", "a.db"],
            ("Memory__Synonyms", "words.txt")
        );

        Assert.Contains("INC-1", found.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "There is no database", "similar", "x", "--database", "none.db")]
    [InlineData(2, "--top is a number from 1 to 100", "similar", "x", "--top", "0")]
    [InlineData(2, "text", "similar")]
    public async Task What_was_typed_wrong_is_said(int status, string sentence, params string[] arguments)
    {
        var ended = await RunAsync(arguments);

        Assert.Equal(status, ended.Status);
        Assert.Contains(sentence, ended.Error + ended.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Names_the_file_of_words_that_it_cannot_read()
    {
        await ImportAsync();

        var ended = await Executable.RunAsync(Folder, ["similar", "x", "--database", "a.db"], ("Memory__Synonyms", "nowhere.txt"));

        Assert.Equal(1, ended.Status);
        Assert.Contains("Memory__Synonyms is “nowhere.txt”, which cannot be read", ended.Error, StringComparison.Ordinal);
    }

    private Task<Ended> RunAsync(params string[] words) => Executable.RunAsync(Folder, words);

    private async Task ImportAsync()
    {
        await File.WriteAllTextAsync(In("labels.md"), Outage, Cancellation);
        Assert.Equal(0, (await RunAsync("import", "labels.md", "--database", "a.db")).Status);
    }
}
