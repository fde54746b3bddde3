using System.Text;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Slack;

/// <summary>Our sentences in Slack's markup. Everything that people typed is escaped here and nowhere else.</summary>
internal static class Mrkdwn
{
    // A link cannot be parted, and has to leave room for words beside it.
    private const int LongestLink = 1500;

    // One for each thread, unless it has grown large.
    private const int MostKept = 4096;

    [ThreadStatic]
    private static StringBuilder? _text;

    /// <summary>A sentence.</summary>
    public static string Of(Prose prose)
    {
        if (prose.Spans is [PlainSpan only])
        {
            return Escaped(only.Text);
        }

        var text = _text ??= new StringBuilder();
        text.Clear();
        foreach (var span in prose.Spans)
        {
            Append(span, text);
        }

        return text.Capacity <= MostKept ? text.ToString() : LastOf(text);
    }

    /// <summary>The three characters that Slack reads as markup; with them <c>&lt;!channel&gt;</c> is only words.</summary>
    public static string Escaped(string text) =>
        text.AsSpan().ContainsAny('&', '<', '>')
            ? text.Replace("&", "&amp;", StringComparison.Ordinal)
                .Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal)
            : text;

    /// <summary>A person as a mention; one of another platform only by name.</summary>
    public static string Mention(Person who) => SlackPlatform.UserIdOf(who) is { } id ? $"<@{id}>" : Escaped(who.Name);

    /// <summary>A link; an address that is none of the web's, or that is longer than a block can carry, is only words.</summary>
    public static string Link(string text, string url)
    {
        var isOfTheWeb = Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http";
        var link = isOfTheWeb ? $"<{Target(url)}|{Escaped(text.ReplaceLineEndings(" ")).Replace('|', '¦')}>" : "";
        return isOfTheWeb && link.Length <= LongestLink ? link : Escaped(text == url ? url : $"{text} ({url})");
    }

    // Nothing in it may end the link, or begin a line in which a quotation sets its mark.
    private static string Target(string url) =>
        Escaped(
            string.Concat(
                url.Select(letter =>
                    letter is '|' or '<' or '>' || char.IsWhiteSpace(letter) ? Uri.EscapeDataString($"{letter}") : $"{letter}"
                )
            )
        );

    private static string LastOf(StringBuilder large)
    {
        _text = null;
        return large.ToString();
    }

    private static void Append(Span span, StringBuilder text)
    {
        switch (span)
        {
            case PlainSpan s:
                text.Append(Escaped(s.Text));
                break;
            case StrongSpan s:
                Marked(s.Text, '*', text);
                break;
            case CodeSpan s:
                Marked(s.Text, '`', text);
                break;
            case LinkSpan s:
                text.Append(Link(s.Text, s.Url));
                break;
            case MentionSpan s:
                text.Append(Mention(s.Who));
                break;
            case MomentSpan s:
                text.Append(Time(s.When));
                break;
            default:
                throw new InvalidOperationException($"No markup for {span.GetType().Name}.");
        }
    }

    // Slack takes a mark only directly around the words, and knows no way to write the mark itself.
    private static void Marked(string words, char mark, StringBuilder text)
    {
        var core = words.Trim();
        if (core.Length == 0 || core.Contains(mark, StringComparison.Ordinal) || core.Contains('\n', StringComparison.Ordinal))
        {
            text.Append(Escaped(words));
            return;
        }

        var lead = words.Length - words.TrimStart().Length;
        text.Append(words, 0, lead)
            .Append(mark)
            .Append(Escaped(core))
            .Append(mark)
            .Append(words, lead + core.Length, words.Length - lead - core.Length);
    }

    private static string Time(Moment when) =>
        (when.Precision, when.From, when.To) switch
        {
            (Precision.Exact, { } at, _) => Date(at, when.Zone),
            (Precision.Approximate, { } at, _) => "about " + Date(at, when.Zone),
            (Precision.Between, { } from, { } to) => $"between {Date(from, when.Zone)} and {Date(to, when.Zone)}",
            _ => "time unknown",
        };

    // The reader's own zone; where that cannot be shown, the one that was meant.
    private static string Date(Instant at, DateTimeZone zone) =>
        $"<!date^{at.ToUnixTimeSeconds()}^{{date_short_pretty}} {{time}}|{Escaped(TimeText.DateAndClock(at, zone))} {Escaped(zone.Id)}>";
}
