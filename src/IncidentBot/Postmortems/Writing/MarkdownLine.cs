using System.Text;

namespace IncidentBot.Postmortems.Writing;

/// <summary>What in a line of words would be Markdown, and how it is written so that it is words.</summary>
internal static class MarkdownLine
{
    /// <summary>Writes a line; what needs no escape gets none, for a draft is read as text too.</summary>
    public static void Escape(ReadOnlySpan<char> line, StringBuilder escaped)
    {
        var block = BlockMark(line);
        for (var at = 0; at < line.Length; at++)
        {
            if (WebAddress.LengthAt(line, at) is > 0 and var length)
            {
                escaped.Append('<').Append(line.Slice(at, length)).Append('>');
                at += length - 1;
                continue;
            }

            escaped.Append(at == block || IsMarkup(line, at) ? "\\" : "").Append(line[at]);
        }
    }

    /// <summary>Whether a line would begin a heading, a list, a quotation or a rule.</summary>
    public static bool BeginsBlock(ReadOnlySpan<char> line) => BlockMark(line) >= 0 || EndsHeading(line, line.TrimEnd('#').Length);

    /// <summary>A last line that is only a number would begin a list with the full stop that a sentence puts behind it.</summary>
    public static void EndNumber(StringBuilder escaped)
    {
        var at = escaped.Length;
        while (at > 0 && char.IsAsciiDigit(escaped[at - 1]))
        {
            at--;
        }

        if (at < escaped.Length && at > 2 && escaped[at - 1] == ' ' && escaped[at - 3] == '\n')
        {
            escaped.Replace(escaped[at].ToString(), $"&#{(int)escaped[at]};", at, 1);
        }
    }

    // Where the mark stands that would begin a block; -1 where none would.
    private static int BlockMark(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
        {
            return -1;
        }

        return line[0] switch
        {
            '>' => 0,
            '#' when IsBlank(line, Run(line, '#')) => 0,
            '=' when IsBlank(line, Run(line, '=')) => 0,
            '+' when IsBlank(line, 1) => 0,
            // A list, a rule, the underline of a heading, or the second line of a table.
            '-' when line.Length == 1 || !char.IsLetterOrDigit(line[1]) => 0,
            ':' when line.Length > 1 && line[1] == '-' => 0,
            >= '0' and <= '9' => NumberMark(line),
            _ => -1,
        };
    }

    // "1. text" and "1) text" are lists.
    private static int NumberMark(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAnyExceptInRange('0', '9');
        return end > 0 && line[end] is '.' or ')' && IsBlank(line, end + 1) ? end : -1;
    }

    private static bool IsMarkup(ReadOnlySpan<char> line, int at)
    {
        var next = at + 1 < line.Length ? line[at + 1] : '\0';
        return line[at] switch
        {
            '`' or '*' or '[' or ']' or '|' or '~' => true,
            '\\' => next == '\0' || IsPunctuation(next),
            '_' => at == 0 || !char.IsLetterOrDigit(line[at - 1]) || !char.IsLetterOrDigit(next),
            '<' => !IsComparison(line[at..]),
            '&' => IsEntity(line[at..]),
            '#' => EndsHeading(line, at),
            _ => false,
        };
    }

    // "# Title #" is the heading "Title".
    private static bool EndsHeading(ReadOnlySpan<char> line, int at) =>
        at > 0 && at < line.Length && char.IsWhiteSpace(line[at - 1]) && line[at..].IndexOfAnyExcept('#') < 0;

    // "< 5" and "<5 ms", but a tag, an address of the web or of mail are more.
    private static bool IsComparison(ReadOnlySpan<char> text) =>
        text.Length > 1 && (char.IsWhiteSpace(text[1]) || (char.IsAsciiDigit(text[1]) && !text.Contains('@')));

    private static bool IsEntity(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(';');
        return end > 1 && text[1..end].TrimStart('#') is var name && name.ToString().All(char.IsAsciiLetterOrDigit);
    }

    private static int Run(ReadOnlySpan<char> line, char mark) => line.IndexOfAnyExcept(mark) is >= 0 and var end ? end : line.Length;

    private static bool IsBlank(ReadOnlySpan<char> line, int at) => at >= line.Length || char.IsWhiteSpace(line[at]);

    private static bool IsPunctuation(char letter) => char.IsAscii(letter) && (char.IsPunctuation(letter) || char.IsSymbol(letter));
}
