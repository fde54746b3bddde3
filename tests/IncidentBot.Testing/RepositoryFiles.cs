namespace IncidentBot.Testing;

/// <summary>Files of the repository that tests read, and those beside it that a user need not have.</summary>
public static class RepositoryFiles
{
    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A story of <c>tests/stories</c>.</summary>
    public static string Story(string name) => File.ReadAllText(Path.Combine(Root, "tests", "stories", name + ".story"));

    /// <summary>A file of the folder <c>shared</c> beside the repository; null where it is not there.</summary>
    public static string? Shared(string path)
    {
        var file = Path.Combine(Root, "..", "shared", path);
        return File.Exists(file) ? file : null;
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "IncidentBot.sln")) ? folder
        : Path.GetDirectoryName(folder) is { } parent ? Find(parent)
        : throw new InvalidOperationException("The tests run from inside the repository.");
}
