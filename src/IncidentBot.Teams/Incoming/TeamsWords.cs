using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentBot.People;

namespace IncidentBot.Teams.Incoming;

/// <summary>What people typed in Teams as our words: the bot's mention gone, people as mentions, no markup.</summary>
internal static partial class TeamsWords
{
    /// <summary>The words of a message to the bot.</summary>
    /// <param name="message">The activity.</param>
    /// <param name="nameOf">The name of a person by id, where it is known better than the message says.</param>
    public static string Of(JsonElement message, Func<string, string, Person> nameOf)
    {
        var text = message.Text("text");
        if (text.AsSpan().IndexOfAny('<', '&', '\u00a0') < 0)
        {
            return text.Trim();
        }

        var me = message.Find("recipient");
        var mentions = message
            .Items("entities")
            .Where(entity => entity.Text("type") == "mention")
            .Select(entity =>
                (Text: entity.Text("text"), Id: entity.Find("mentioned").Text("id"), Name: entity.Find("mentioned").Text("name"))
            )
            .ToList();
        var words = new StringBuilder(text.Length);
        var done = 0;
        foreach (var found in At().EnumerateMatches(text))
        {
            words.Append(Plain(text[done..found.Index]));
            words.Append(Mentioned(text.Substring(found.Index, found.Length), mentions, me, nameOf));
            done = found.Index + found.Length;
        }

        return words.Append(Plain(text[done..])).ToString().Trim();
    }

    /// <summary>HTML, as the body of a message in Graph's words, as lines.</summary>
    public static string OfHtml(string html) => Lines().Replace(Plain(At().Replace(html, match => "@" + Inside(match.Value))), "\n").Trim();

    private static string Mentioned(
        string written,
        List<(string Text, string Id, string Name)> mentions,
        JsonElement me,
        Func<string, string, Person> nameOf
    )
    {
        var name = Inside(written);
        var at = mentions.FindIndex(mention =>
            mention.Text.Equals(written, StringComparison.OrdinalIgnoreCase)
            || Inside(mention.Text).Equals(name, StringComparison.OrdinalIgnoreCase)
        );
        if (at < 0)
        {
            return name.Equals(me.Text("name"), StringComparison.OrdinalIgnoreCase) ? "" : "@" + name;
        }

        var (_, id, called) = mentions[at];
        if (id == me.Text("id"))
        {
            return "";
        }

        // Teams writes a name in two mentions where a person has two words of it; the next mention of the same text is the next entity.
        mentions.RemoveAt(at);
        return id.StartsWith("29:", StringComparison.Ordinal) ? nameOf(id, called.Length > 0 ? called : name).Mention : "@" + name;
    }

    private static string Inside(string written) =>
        written.StartsWith("<at>", StringComparison.Ordinal)
        && written.EndsWith("</at>", StringComparison.Ordinal)
        && !written.AsSpan(4, written.Length - 9).ContainsAny('<', '&', '\u00a0')
            ? written[4..^5].Trim()
            : InsideOfAny(written);

    private static string InsideOfAny(string written) => WebUtility.HtmlDecode(Tag().Replace(written, "")).Replace('\u00a0', ' ').Trim();

    private static string Plain(string html)
    {
        if (html.AsSpan().IndexOfAny('<', '&', '\u00a0') < 0)
        {
            return html;
        }

        // What somebody typed comes escaped, so a tag is markup.
        var lines = Break().Replace(html, "\n");
        return WebUtility.HtmlDecode(Tag().Replace(lines, "")).Replace('\u00a0', ' ');
    }

    [GeneratedRegex("<at(?: [^<>]*)?>[^<>]*</at>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex At();

    [GeneratedRegex("<br */?>|</(?:p|div|li|tr)>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Break();

    [GeneratedRegex("</?[a-z][^<>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex("[ \t\r]*\n[\\s]*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Lines();
}
