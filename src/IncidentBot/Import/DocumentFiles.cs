using System.Collections.Frozen;

namespace IncidentBot.Import;

/// <summary>A file to be read, or why it cannot be.</summary>
/// <param name="Name">The file as it was named, or found in a folder that was named.</param>
/// <param name="Because">Why it cannot be read; null where it can.</param>
public readonly record struct DocumentFile(string Name, string? Because = null);

/// <summary>Finds the documents in files and folders.</summary>
public static class DocumentFiles
{
    private const int DeepestFolder = 64;

    private static readonly FrozenSet<string> Endings = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ".md",
        ".markdown",
        ".mdown",
        ".mkd",
        ".mdx",
        ".txt",
        ".text",
        ".rst",
        ".adoc",
        ".html",
        ".htm"
    );

    /// <summary>The files, in the order of their names. A file that was named is read whatever its ending; a folder is never entered twice.</summary>
    public static IEnumerable<DocumentFile> Find(IEnumerable<string> paths)
    {
        var entered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            foreach (var file in Directory.Exists(path) ? In(path, entered, 0) : [OfFile(path)])
            {
                yield return file;
            }
        }
    }

    private static DocumentFile OfFile(string path) => File.Exists(path) ? new(path) : new(path, "There is no such file.");

    private static IEnumerable<DocumentFile> In(string folder, HashSet<string> entered, int depth)
    {
        if (depth > DeepestFolder || !entered.Add(Real(folder)))
        {
            yield break;
        }

        string[] entries;
        string? because = null;
        try
        {
            entries = Directory.GetFileSystemEntries(folder);
            Array.Sort(entries, StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            (entries, because) = ([], exception.Message);
        }

        if (because is not null)
        {
            yield return new DocumentFile(folder, because);
        }

        foreach (var entry in entries.Where(entry => !Path.GetFileName(entry).StartsWith('.')))
        {
            if (Directory.Exists(entry))
            {
                foreach (var file in In(entry, entered, depth + 1))
                {
                    yield return file;
                }
            }
            else if (Endings.Contains(Path.GetExtension(entry)))
            {
                yield return OfFile(entry);
            }
        }
    }

    // A link may lead to where we are.
    private static string Real(string folder)
    {
        try
        {
            var full = Path.GetFullPath(folder);
            var real = Path.GetPathRoot(full)!;
            foreach (var part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
            {
                var next = new DirectoryInfo(Path.Combine(real, part));
                real = next.LinkTarget is null ? next.FullName : next.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next.FullName;
            }

            return real;
        }
        catch (IOException)
        {
            return folder;
        }
    }
}
