using System.Text;
using System.Text.RegularExpressions;
using IncidentBot.Import.Lines;

namespace IncidentBot.Import;

/// <summary>The words of some lines as they are read: lines that were broken only because they were long become one.</summary>
internal static partial class Paragraphs
{
    /// <summary>The paragraphs, in order.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<DocumentLine> lines)
    {
        var paragraphs = new List<StringBuilder>();
        foreach (var line in lines.Where(line => line.Kind != LineKind.Code && !Unfilled().IsMatch(line.Text)))
        {
            if (paragraphs.Count == 0 || line.BeginsBlock || line.Kind != LineKind.Text)
            {
                paragraphs.Add(new StringBuilder(line.Text));
            }
            else
            {
                paragraphs[^1].Append(' ').Append(line.Text);
            }
        }

        return [.. paragraphs.Select(paragraph => paragraph.ToString())];
    }

    /// <summary>All of it; null where it says nothing.</summary>
    public static string? Text(IEnumerable<DocumentLine> lines) =>
        string.Join('\n', Of(lines).Where(paragraph => !Closing.IsRemark(paragraph))) is { Length: > 0 } text ? text : null;

    /// <summary>The sentences of a text.</summary>
    public static IEnumerable<string> Sentences(string text) => SentenceEnd().Split(text).Where(sentence => sentence.Length > 0);

    /// <summary>Whether a text is one of a template that nobody filled in.</summary>
    public static bool IsUnfilled(string text) => Unfilled().IsMatch(text);

    [GeneratedRegex(
        @"^\W*(?:\[[^\]]*\](?!\()|<[^>]*>|\{[^}]*\}|tb[dca]|todo|n/?a|none|unknown|\.{2,}|…|-+|_+|lorem ipsum.*)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Unfilled();

    [GeneratedRegex(@"(?<=[.!?])\s+(?=[\p{Lu}""“])|\n+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SentenceEnd();
}
