using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IncidentBot.Import.Lines;

/// <summary>Writes marks that people use and Markdown does not know as those that it knows: typed bullets, headings without a blank, rules.</summary>
internal static partial class PlainMarks
{
    /// <summary>The text with Markdown's own marks; lines end in a line feed.</summary>
    public static string ToMarkdown(string text)
    {
        var markdown = new StringBuilder(text.Length + 64);
        var fence = "";
        var before = "";
        var number = (Column: -1, Text: 0);
        var lines = Blanked(text.ReplaceLineEndings("\n")).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd(' ', '\t') is { Length: 0 } ? "" : lines[i];
            if (Fence().Match(line) is { Success: true } mark)
            {
                // A fence that nothing closes would swallow the rest of the document.
                fence =
                    fence.Length > 0 ? (mark.Groups[1].Value.StartsWith(fence, StringComparison.Ordinal) ? "" : fence)
                    : IsClosed(lines, i, mark.Groups[1].Value) ? mark.Groups[1].Value
                    : "";
                markdown.Append(line).Append('\n');
                before = line;
                continue;
            }

            if (fence.Length == 0)
            {
                line = Under(Marked(line, before, markdown), ref number);
            }

            // Behind a tag that stands alone people go on in Markdown; Markdown itself would wait for an empty line.
            var isTag = fence.Length == 0 && line.StartsWith('<') && line.TrimEnd().EndsWith('>');
            markdown.Append(line).Append(isTag ? "\n\n" : "\n");
            before = isTag ? "" : line;
        }

        return markdown.ToString();
    }

    // Editors put in blanks that nobody sees as others.
    private static string Blanked(string text) =>
        string.Concat(
            text.Where(letter => letter is not ('\u200b' or '\ufeff' or '\u2060' or '\u00ad'))
                .Select(letter => char.GetUnicodeCategory(letter) == UnicodeCategory.SpaceSeparator ? ' ' : letter)
        );

    private static bool IsClosed(string[] lines, int at, string mark)
    {
        for (var i = at + 1; i < lines.Length; i++)
        {
            if (lines[i].TrimStart().StartsWith(mark[..3], StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Marked(string line, string before, StringBuilder markdown)
    {
        if (Underline().Match(line) is { Success: true } underline)
        {
            return Ruled(line, underline.Value.TrimStart()[0], before, markdown);
        }

        line = TypedBullet().Replace(line, "$1- ");
        line = TightHeading().Replace(line, "$1 $2");
        line = TightNumber().Replace(line, "$1$2 ");
        return Quoted().Replace(line, "");
    }

    // A bullet a little to the right of a number is below it for people; for Markdown it has to stand below its text.
    private static string Under(string line, ref (int Column, int Text) number)
    {
        var column = line.Length - line.TrimStart(' ').Length;
        if (Numbered().Match(line) is { Success: true } numbered)
        {
            number = (column, numbered.Length);
        }
        else if (column <= number.Column && line.Length > 0)
        {
            number = (-1, 0);
        }
        else if (number.Column >= 0 && column > number.Column && column < number.Text && Bulleted().IsMatch(line))
        {
            return new string(' ', number.Text) + line.TrimStart(' ');
        }

        return line;
    }

    // A rule under a paragraph would make all of it a heading; under a line that stands alone it does, and is meant to.
    private static string Ruled(string line, char mark, string before, StringBuilder markdown)
    {
        if (before.Length == 0 || mark is not ('-' or '='))
        {
            return mark == '=' ? "" : line;
        }

        var length = markdown.Length;
        var isAlone =
            length <= before.Length + 1
            || (
                markdown[length - before.Length - 2] == '\n'
                && (length - before.Length - 3 < 0 || markdown[length - before.Length - 3] == '\n')
            );
        if (isAlone && before.Length < 80 && !before.TrimStart().StartsWith('-') && !before.Contains('|'))
        {
            return line;
        }

        return before.Contains('|') ? line : "";
    }

    [GeneratedRegex(@"^\s{0,3}(`{3,}|~{3,})(?!.*`)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s{0,3}(?:-{3,}|={3,})\s*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Underline();

    [GeneratedRegex(@"^(\s*)[•●▪▫◦‣∙○■□➤➢✓✔✅☑→›·–—]️?\s*(?=\S)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TypedBullet();

    [GeneratedRegex(@"^\s{0,3}(#{1,6})([^#\s].*)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TightHeading();

    [GeneratedRegex(@"^(\s*\d{1,2})([.)])(?:(?=\p{L}|\*)|(?=\d{1,2}:\d{2}))", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TightNumber();

    [GeneratedRegex(@"^ {0,3}\d{1,2}[.)] +", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^ *[-*+] ", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bulleted();

    [GeneratedRegex(@"^\s{0,3}>\s?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();
}
