using System.Buffers;
using System.Text;
using IncidentBot.Chat.Cards;
using IncidentBot.Times;

namespace IncidentBot.Postmortems.Writing;

/// <summary>User text and prose as Markdown that shows exactly the words: nothing in them becomes a heading, a list, emphasis or HTML.</summary>
/// <remarks>
/// The Markdown is safe wherever a template puts it, in a paragraph or in a list item of any depth: it has no blank line, and no line of it
/// begins a block. Web addresses stay links; no other scheme becomes one.
/// </remarks>
public static class MarkdownText
{
    private const string LineEnds = "\n\r\f\u0085\u2028\u2029";

    private static readonly SearchValues<char> Invisible = SearchValues.Create([
        .. Enumerable.Range(0, 0xa0).Select(code => (char)code).Where(letter => char.IsControl(letter) && !LineEnds.Contains(letter)),
    ]);

    private static readonly SearchValues<char> Special = SearchValues.Create([
        .. "\\`*_[]<>|~&" + LineEnds,
        .. Enumerable.Range(0, 0xa0).Select(code => (char)code).Where(char.IsControl),
    ]);

    /// <summary>Words that somebody typed, people in them by name. Line breaks stay.</summary>
    public static string Escape(string text) => Escaped(Mentions.InWords(text));

    /// <summary>The same on one line, for a heading, a name, a cell of a table.</summary>
    public static string Line(string text) =>
        IsHarmless(text)
            ? text.Trim()
            : Escaped(string.Join(' ', Mentions.InWords(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>A sentence of the bot with somebody's words in it.</summary>
    public static string Of(Prose prose)
    {
        var text = new StringBuilder();
        var words = new StringBuilder();
        foreach (var span in prose.Spans)
        {
            switch (span)
            {
                case PlainSpan s:
                    words.Append(s.Text);
                    break;
                case MentionSpan s:
                    words.Append(s.Who.Name);
                    break;
                case MomentSpan s:
                    words.Append(TimeText.Of(s.When));
                    break;
                case StrongSpan s:
                    Put(words, text, string.Concat);
                    Put(words.Append(s.Text), text, strong => $"**{strong}**");
                    break;
                case CodeSpan s:
                    Put(words, text, string.Concat);
                    text.Append(Code(s.Text));
                    break;
                case LinkSpan s:
                    Put(words, text, string.Concat);
                    text.Append(Link(s));
                    break;
                default:
                    throw new InvalidOperationException($"No Markdown for {span.GetType().Name}.");
            }
        }

        Put(words, text, string.Concat);
        return text.ToString().TrimEnd(' ');
    }

    /// <summary>Something to type, safe whatever is in it.</summary>
    public static string Code(string text)
    {
        var words = text.ReplaceLineEndings(" ");
        var fence = "`";
        while (words.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        return fence.Length == 1 ? $"`{words}`" : $"{fence} {words} {fence}";
    }

    // A name may look like a mention, so what was a mention once is not read again.
    private static string Escaped(string text)
    {
        if (IsHarmless(text))
        {
            return text.Trim();
        }

        var words = Visible(text).Trim();
        var escaped = new StringBuilder(words.Length + 16);
        foreach (var line in words.AsSpan().EnumerateLines())
        {
            // A backslash at the end of a line is a line break; a line that holds nothing else is an empty one.
            escaped.Append(escaped.Length == 0 ? "" : "\\\n  ");
            MarkdownLine.Escape(line.Trim(), escaped);
        }

        MarkdownLine.EndNumber(escaped);
        return escaped.ToString();
    }

    // What cannot be seen would hide what stands behind it: a mark at the start of a line is one behind a bell too.
    private static string Visible(string text) =>
        text.AsSpan().ContainsAny(Invisible)
            ? string.Concat(
                text.Select(letter =>
                    letter == '\0' ? '\ufffd'
                    : Invisible.Contains(letter) ? ' '
                    : letter
                )
            )
            : text;

    private static bool IsHarmless(string words) =>
        !words.AsSpan().ContainsAny(Special)
        && !MarkdownLine.BeginsBlock(words.AsSpan().Trim())
        && !words.Contains("://", StringComparison.Ordinal);

    // Emphasis must touch its words; the blanks around them stand outside.
    private static void Put(StringBuilder words, StringBuilder text, Func<string, string> mark)
    {
        var put = words.ToString();
        words.Clear();
        if (string.IsNullOrWhiteSpace(put))
        {
            text.Append(put.Length > 0 ? " " : "");
            return;
        }

        text.Append(char.IsWhiteSpace(put[0]) ? " " : "").Append(mark(Escaped(put))).Append(char.IsWhiteSpace(put[^1]) ? " " : "");
    }

    private static string Link(LinkSpan link) =>
        Uri.TryCreate(link.Url, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? $"[{Line(link.Text)}](<{Address(url)}>)"
            : Escaped($"{link.Text} ({link.Url})");

    private static string Address(Uri url) =>
        url
            .AbsoluteUri.Replace("\\", "%5C", StringComparison.Ordinal)
            .Replace("<", "%3C", StringComparison.Ordinal)
            .Replace(">", "%3E", StringComparison.Ordinal)
            .Replace("&", "&amp;", StringComparison.Ordinal);
}
