using System.Text.Json.Nodes;

namespace IncidentBot.Stories.CommandLine;

public sealed class An_imported_document : AFolder
{
    private const string Outage = """
        # Postmortem: Parcel labels were not printed
        **Duration:** March 3, 2025, 09:10 - 11:40 UTC
        **Impact:** About 40% of the depots printed no labels.
        ## Timeline
        - 09:10 UTC: Alert: the print queue grows.
        - 11:40 UTC: New certificate in place, incident resolved.
        ## Root Cause
        The printers' certificate had expired.
        ## Tasks
        1. Watch the dates of certificates
        """;

    [Fact]
    public async Task Is_an_incident_of_the_past_with_a_postmortem()
    {
        await File.WriteAllTextAsync(In("labels.md"), Outage, TestContext.Current.CancellationToken);

        var imported = await RunAsync("import", "labels.md", "--database", "a.db");
        var again = await RunAsync("import", "labels.md", "--database", "a.db");
        var draft = await RunAsync("draft", "INC-1", "--database", "a.db");

        Assert.Equal((0, ""), (imported.Status, imported.Error));
        Assert.Contains("labels.md: INC-1. “Parcel labels were not printed”", imported.Output, StringComparison.Ordinal);
        Assert.Contains("Not found: resolution.", imported.Output, StringComparison.Ordinal);
        Assert.Contains("INC-1 since before, nothing changed", again.Output, StringComparison.Ordinal);
        Assert.Contains("# Postmortem: Parcel labels were not printed\n", draft.Output, StringComparison.Ordinal);
        Assert.Contains("imported from labels.md", draft.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_on_a_terminal_which_of_many_it_is_and_leaves_nothing_of_that_behind()
    {
        await File.WriteAllTextAsync(In("labels.md"), Outage, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(In("recipe.md"), "# Pancakes\n\nFlour, milk and eggs.", TestContext.Current.CancellationToken);

        var shown = await Executable.RunInTerminalAsync(Folder, ["import", "labels.md", "recipe.md", "--database", "a.db"]);

        Assert.Contains("Reading 1 of 2 …", shown, StringComparison.Ordinal);
        Assert.Contains("Reading 2 of 2 …", shown, StringComparison.Ordinal);
        // What a person sees of a line is what was written after it was last wiped.
        var left = shown.Split('\n').Select(line => line[(line.LastIndexOf("\u001b[K", StringComparison.Ordinal) + 1)..]).ToList();
        Assert.DoesNotContain(left, line => line.Contains("Reading", StringComparison.Ordinal));
        Assert.Contains(left, line => line.Contains("labels.md: INC-1.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_found_in_folders_that_lead_back_to_themselves()
    {
        Directory.CreateDirectory(In("old/deep"));
        await File.WriteAllTextAsync(In("old/deep/labels.md"), Outage, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(In("old/recipe.md"), "# Pancakes\n\nFlour, milk and eggs.", TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(In("old/picture.txt"), [1, 0, 2, 0], TestContext.Current.CancellationToken);
        Directory.CreateSymbolicLink(In("old/deep/again"), In("old"));

        var ended = await RunAsync("import", "--dry-run", "--json", "old", "nowhere.md");

        Assert.Equal(1, ended.Status);
        var lines = ended.Output.TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(
            [Path.Combine("old", "deep", "labels.md"), Path.Combine("old", "picture.txt"), Path.Combine("old", "recipe.md"), "nowhere.md"],
            lines.Select(line => (string)line["file"]!)
        );
        Assert.Equal((40, 150), ((int)lines[0]["impactPercent"]!, (int)lines[0]["durationMinutes"]!));
        Assert.Contains("It is a binary file.", ended.Error, StringComparison.Ordinal);
        Assert.Contains("It is no postmortem", ended.Error, StringComparison.Ordinal);
        Assert.Contains("nowhere.md: not imported. There is no such file.", ended.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder, "*.db", SearchOption.AllDirectories));
    }

    private Task<Ended> RunAsync(params string[] words) => Executable.RunAsync(Folder, words);
}
