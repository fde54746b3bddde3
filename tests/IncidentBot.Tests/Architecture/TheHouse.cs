using System.Reflection;
using System.Runtime.CompilerServices;
using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Tests.Architecture;

public sealed class TheHouse(ITestOutputHelper output)
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));
    private static readonly Assembly Core = typeof(Incident).Assembly;

    [Fact]
    public void The_product_knows_no_web_server_and_no_chat_platform() =>
        Assert.DoesNotContain(
            Core.GetReferencedAssemblies().Select(name => name.Name!),
            name =>
                name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                || name.StartsWith("IncidentBot", StringComparison.Ordinal)
                || name.Contains("Slack", StringComparison.Ordinal)
                || name.Contains("Bot.Builder", StringComparison.Ordinal)
                || name.Contains("Radzen", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("IncidentBot.Slack", "IncidentBot.Teams")]
    [InlineData("IncidentBot.Teams", "IncidentBot.Slack")]
    public void An_adapter_does_not_know_the_other(string project, string other) =>
        Assert.DoesNotContain(Sources(project), file => File.ReadAllText(file).Contains(other, StringComparison.Ordinal));

    [Fact]
    public void Only_storage_names_a_database_product() =>
        Assert.DoesNotContain(
            Sources("").Where(file => !InFolder(file, "Storage")),
            file =>
                File.ReadAllText(file) is var text
                && (
                    text.Contains("using Npgsql", StringComparison.Ordinal)
                    || text.Contains("using Microsoft.Data.Sqlite", StringComparison.Ordinal)
                )
        );

    [Fact]
    public void Nobody_looks_at_the_wall_clock() =>
        Assert.All(
            Sources(""),
            file => Assert.DoesNotMatch(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bDateTime\.Today\b|\bThread\.Sleep\b", File.ReadAllText(file))
        );

    [Fact]
    public void Decisions_do_not_wait()
    {
        var methods = Asking
            .SubtypesOf<IncidentCommand>()
            .SelectMany(command => command.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly));

        Assert.DoesNotContain(methods, method => typeof(Task).IsAssignableFrom(method.ReturnType));
    }

    [Fact]
    public void A_file_holds_one_idea()
    {
        var lengths = Sources("").Select(file => (Lines: File.ReadLines(file).Count(), File: file)).OrderBy(file => file.Lines).ToList();

        output.WriteLine($"{lengths.Count} files, median {At(lengths, 50)} lines, p95 {At(lengths, 95)}");
        output.WriteLine(
            $"longest: {string.Join(", ", lengths.TakeLast(5).Select(file => $"{Path.GetFileName(file.File)} {file.Lines}"))}"
        );
        Assert.DoesNotContain(lengths, file => file.Lines > 300);
    }

    [Fact]
    public void Every_verb_stands_in_the_vocabulary()
    {
        var declared = Core.GetTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(property => property.PropertyType == typeof(Verb))
            .Select(property => (Verb)property.GetValue(null)!);

        Assert.Equal(declared.Select(verb => verb.Name).Order(), Vocabulary.Verbs.Select(verb => verb.Name).Order());
    }

    [Fact]
    public void No_folder_is_a_drawer_for_everything() =>
        Assert.DoesNotContain(
            Directory.EnumerateDirectories(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            name => name is "Utils" or "Helpers" or "Common" or "Shared" or "Models" or "Services" or "Interfaces" or "Extensions"
        );

    private static IEnumerable<string> Sources(string project) =>
        Directory.Exists(Path.Combine(Root, "src", project))
            ? Directory
                .EnumerateFiles(Path.Combine(Root, "src", project), "*.cs", SearchOption.AllDirectories)
                .Where(file => !InFolder(file, "obj") && !InFolder(file, "bin"))
            : [];

    private static bool InFolder(string file, string folder) =>
        file.Contains($"{Path.DirectorySeparatorChar}{folder}{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static int At(List<(int Lines, string File)> lengths, int percent) => lengths[(lengths.Count - 1) * percent / 100].Lines;

    private static string Here([CallerFilePath] string file = "") => file;
}
