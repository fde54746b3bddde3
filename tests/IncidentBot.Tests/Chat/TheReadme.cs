using System.Text;
using IncidentBot.Chat;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Chat;

/// <summary>The README's table of verbs is the vocabulary's.</summary>
public sealed class TheReadme
{
    private const string Start = "<!-- verbs -->\n";
    private const string End = "<!-- /verbs -->";

    [Fact]
    public void Lists_every_verb_as_the_help_does()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "README.md"));
        var from = readme.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        var table = readme[from..readme.IndexOf(End, StringComparison.Ordinal)];
        Assert.Equal(Table(), table);
    }

    // What stands between the marks; when a verb changes, this is what to put there.
    private static string Table()
    {
        var table = new StringBuilder("| verb | what it does | also |\n|---|---|---|\n");
        foreach (var verb in Vocabulary.Verbs)
        {
            var usage = $"{verb.Name} {verb.Usage}".TrimEnd().Replace("|", "\\|", StringComparison.Ordinal);
            table.Append($"| `{usage}` | {verb.Help} | {string.Join(", ", verb.Aliases)} |\n");
        }

        return table.ToString();
    }
}
