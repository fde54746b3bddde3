using System.Globalization;

namespace IncidentBot.Testing.Documents;

/// <summary>A postmortem that somebody invented, in one of the shapes in which people write them, and what it says.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">The document.</param>
/// <param name="Labels">What it says, a fact a line: the kind, a blank, and the fact.</param>
public sealed record LabelledDocument(string Name, string Text, IReadOnlyList<(string Kind, string Fact)> Labels)
{
    private const string Mark = "%%% ";

    /// <summary>Those that the importer was made with.</summary>
    public static IReadOnlyList<LabelledDocument> Development { get; } = Read("development");

    /// <summary>Those that it was not.</summary>
    public static IReadOnlyList<LabelledDocument> HeldOut { get; } = Read("heldout");

    /// <summary>The only fact of a kind; null where there is none.</summary>
    public string? One(string kind) => Labels.Where(label => label.Kind == kind).Select(label => label.Fact).FirstOrDefault();

    /// <summary>The facts of a kind.</summary>
    public IEnumerable<string> All(string kind) => Labels.Where(label => label.Kind == kind).Select(label => label.Fact);

    /// <summary>A number; null where there is none.</summary>
    public decimal? Number(string kind) => One(kind) is { } written ? decimal.Parse(written, CultureInfo.InvariantCulture) : null;

    private static List<LabelledDocument> Read(string name)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests", "IncidentBot.Testing", "Documents", name + ".txt"));
        return [.. text[Mark.Length..].Split("\n" + Mark.TrimEnd() + " ").Chunk(2).Select(pair => Of(pair[0], pair[1]))];
    }

    private static LabelledDocument Of(string document, string facts)
    {
        var end = document.IndexOf('\n', StringComparison.Ordinal);
        var labels = facts
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(' ', 2))
            .Select(parts => (parts[0], parts[1]));
        return new LabelledDocument(document[..end], document[(end + 1)..] + "\n", [.. labels]);
    }
}
