using System.Buffers;
using System.Text;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Teams.Cards;

/// <summary>Our sentences in the few marks that Adaptive Cards know. Everything that people typed is escaped here and nowhere else.</summary>
/// <remarks>https://adaptivecards.io/explorer/TextBlock.html: bold, italics, lists, links; dates that are shown in the reader's zone.</remarks>
internal static class CardText
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("\\*_[]`<~{#\n");

    /// <summary>A sentence; whom it mentions is added to the list.</summary>
    public static string Of(Prose prose, MentionList mentions)
    {
        var text = new StringBuilder();
        foreach (var span in prose.Spans)
        {
            Append(span, mentions, text);
        }

        // A cell or paragraph of nothing is no element.
        return text.ToString().Trim().Length == 0 ? "–" : LineStarts(text.ToString());
    }

    /// <summary>Words with nothing in them that a card would take for a mark.</summary>
    public static string Escaped(string text)
    {
        if (text.AsSpan().IndexOfAny(Marks) < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : ' ';
            var isMark = text[i] switch
            {
                '\\' or '*' or '_' or '[' or ']' or '`' or '~' => true,
                // A mention, an HTML tag, a date.
                '<' => char.IsAsciiLetter(next) || next is '/' or '!',
                '{' => next == '{',
                _ => false,
            };
            escaped.Append(isMark ? "\\" : "").Append(text[i] == '\n' ? "\n\n" : text[i].ToString());
        }

        return escaped.ToString();
    }

    /// <summary>A text of at most so many characters, the last one “…” where it is cut; no character is halved.</summary>
    public static string Shortened(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var cut = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..cut] + "…";
    }

    // Words that would begin a list, a heading or a quotation.
    private static string LineStarts(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var digits = line.AsSpan().IndexOfAnyExceptInRange('0', '9');
            lines[i] =
                line.Length > 0 && line[0] is '#' or '>' or '+' or '=' ? "\\" + line
                : line.Length > 1 && line[0] == '-' && line[1] is ' ' or '-' ? "\\" + line
                : digits > 0 && line[digits] is '.' or ')' ? string.Concat(line.AsSpan(0, digits), "\\", line.AsSpan(digits))
                : line;
        }

        return string.Join('\n', lines);
    }

    private static void Append(Span span, MentionList mentions, StringBuilder text)
    {
        switch (span)
        {
            case PlainSpan s:
                Plain(s.Text, text);
                break;
            case StrongSpan s:
                Bold(s.Text, text);
                break;
            case CodeSpan s:
                // Cards know no mark for what is to be typed.
                Bold(s.Text, text);
                break;
            case LinkSpan s:
                text.Append(Link(s.Text, s.Url));
                break;
            case MentionSpan s:
                text.Append(mentions.Mention(s.Who));
                break;
            case MomentSpan s:
                text.Append(Time(s.When));
                break;
            default:
                throw new InvalidOperationException($"No markup for {span.GetType().Name}.");
        }
    }

    // What stands between backticks is to be typed, whoever wrote them.
    private static void Plain(string words, StringBuilder text)
    {
        var rest = words;
        while (rest.IndexOf('`', StringComparison.Ordinal) is >= 0 and var open)
        {
            var close = rest.IndexOf('`', open + 1);
            var typed = close < 0 ? "" : rest[(open + 1)..close];
            if (typed.Length == 0 || typed.Trim() != typed || typed.Contains('\n', StringComparison.Ordinal))
            {
                text.Append(Escaped(rest[..(open + 1)]));
                rest = rest[(open + 1)..];
                continue;
            }

            text.Append(Escaped(rest[..open]));
            Bold(typed, text);
            rest = rest[(close + 1)..];
        }

        text.Append(Escaped(rest));
    }

    /// <summary>A link; an address that is none of the web's is only words.</summary>
    private static string Link(string text, string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? $"[{Escaped(text)}]({url.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal)})"
            : Escaped(text == url ? url : $"{text} ({url})");

    // A mark counts only directly around the words.
    private static void Bold(string words, StringBuilder text)
    {
        var core = words.Trim();
        if (core.Length == 0 || core.Contains('\n', StringComparison.Ordinal))
        {
            text.Append(Escaped(words));
            return;
        }

        var lead = words.Length - words.TrimStart().Length;
        text.Append(words, 0, lead)
            .Append("**")
            .Append(Escaped(core))
            .Append("**")
            .Append(words, lead + core.Length, words.Length - lead - core.Length);
    }

    private static string Time(Moment when) =>
        (when.Precision, when.From, when.To) switch
        {
            (Precision.Exact, { } at, _) => Date(at),
            (Precision.Approximate, { } at, _) => "about " + Date(at),
            (Precision.Between, { } from, { } to) => $"between {Date(from)} and {Date(to)}",
            _ => "time unknown",
        };

    // Shown in the reader's own zone.
    private static string Date(Instant at)
    {
        var written = NodaTime.Text.InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss'Z'").Format(at);
        return $"{{{{DATE({written}, SHORT)}}}} {{{{TIME({written})}}}}";
    }
}

/// <summary>Whom a card mentions; Teams wants the list beside the text, and the text to hold each exactly.</summary>
internal sealed class MentionList
{
    private readonly List<(string Text, string Id, string Name)> _all = [];

    /// <summary>Everybody, once.</summary>
    public IReadOnlyList<(string Text, string Id, string Name)> All => _all;

    /// <summary>A person as a mention; one of another platform only by name.</summary>
    public string Mention(Person who)
    {
        if (TeamsPlatform.UserIdOf(who) is not { } id)
        {
            return CardText.Escaped(who.Name);
        }

        if (_all.Find(one => one.Id == id) is { Text: { } known })
        {
            return known;
        }

        var name = new string([.. who.Name.Where(letter => letter is not ('<' or '>' or '&' or '*' or '_' or '[' or ']' or '\\' or '\n'))]);
        name = name.Length > 0 ? name : "somebody";
        // Two people of one name are told apart by a number.
        var namesakes = _all.Count(one => one.Name == name || one.Name.StartsWith(name + " (", StringComparison.Ordinal));
        name = namesakes == 0 ? name : $"{name} ({namesakes + 1})";
        _all.Add(($"<at>{name}</at>", id, name));
        return _all[^1].Text;
    }
}
