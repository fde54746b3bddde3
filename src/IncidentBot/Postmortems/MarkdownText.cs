using System.Text;
using IncidentBot.Chat.Cards;
using IncidentBot.Times;

namespace IncidentBot.Postmortems;

/// <summary>User text and prose as Markdown that shows exactly the words: nothing in them becomes a heading, a link, a list or HTML.</summary>
public static class MarkdownText
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create("\\`*_{}[]<>|~&#+-=!.)\n\r");

    /// <summary>Words that somebody typed. Line breaks stay, indented so that they belong to the list item they stand in.</summary>
    public static string Escape(string text)
    {
        var words = Mentions.InWords(text).Trim();
        if (!words.AsSpan().ContainsAny(Special))
        {
            return words;
        }

        var escaped = new StringBuilder(words.Length + 16);
        var lines = words.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                escaped.Append(lines[i].Trim().Length == 0 || lines[i - 1].Trim().Length == 0 ? "\n  " : "\\\n  ");
            }

            EscapeLine(lines[i].Trim(), escaped);
        }

        return escaped.ToString();
    }

    /// <summary>A sentence of the bot with somebody's words in it.</summary>
    public static string Of(Prose prose)
    {
        var text = new StringBuilder();
        foreach (var span in prose.Spans)
        {
            text.Append(
                span switch
                {
                    PlainSpan s => Padded(s.Text, Escape),
                    StrongSpan s => Padded(s.Text, words => $"**{Escape(words)}**"),
                    CodeSpan s => Code(s.Text),
                    LinkSpan s => Link(s),
                    MentionSpan s => Escape(s.Who.Name),
                    MomentSpan s => Escape(TimeText.Of(s.When)),
                    _ => throw new InvalidOperationException($"No Markdown for {span.GetType().Name}."),
                }
            );
        }

        return text.ToString();
    }

    /// <summary>Something to type, safe whatever is in it.</summary>
    public static string Code(string text) =>
        text.Contains('`', StringComparison.Ordinal) ? $"`` {text.ReplaceLineEndings(" ")} ``" : $"`{text.ReplaceLineEndings(" ")}`";

    // Emphasis must touch its words; the blanks around them stand outside.
    private static string Padded(string text, Func<string, string> mark)
    {
        var words = text.Trim(' ');
        if (words.Length == 0)
        {
            return text;
        }

        var start = text.IndexOf(words, StringComparison.Ordinal);
        return text[..start] + mark(words) + text[(start + words.Length)..];
    }

    private static string Link(LinkSpan link) =>
        Uri.TryCreate(link.Url, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? $"[{Escape(link.Text)}](<{url.AbsoluteUri.Replace(">", "%3E", StringComparison.Ordinal)}>)"
            : Escape($"{link.Text} ({link.Url})");

    private static void EscapeLine(string line, StringBuilder escaped)
    {
        for (var i = 0; i < line.Length; i++)
        {
            var letter = line[i];
            if (letter == '&')
            {
                escaped.Append("&amp;");
                continue;
            }

            if (IsMarkup(line, i))
            {
                escaped.Append('\\');
            }

            escaped.Append(letter);
        }
    }

    private static bool IsMarkup(string line, int at) =>
        line[at] switch
        {
            '\\' or '`' or '*' or '{' or '}' or '[' or ']' or '<' or '>' or '|' or '~' => true,
            '_' => at == 0 || at == line.Length - 1 || !char.IsLetterOrDigit(line[at - 1]) || !char.IsLetterOrDigit(line[at + 1]),
            '#' or '+' or '-' or '=' => IsFirst(line, at),
            '!' => at + 1 < line.Length && line[at + 1] == '[',
            // "1. text" and "1) text" at the start of a line are a list.
            '.' or ')' => at > 0 && line.AsSpan(0, at).Trim().IndexOfAnyExceptInRange('0', '9') < 0,
            _ => false,
        };

    private static bool IsFirst(string line, int at) =>
        at == 0 || line.AsSpan(0, at).IndexOfAnyExcept('#', '+', '-') < 0 || line.AsSpan(0, at).IndexOfAnyExcept('=') < 0;
}
