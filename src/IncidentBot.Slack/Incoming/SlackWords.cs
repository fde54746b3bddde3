using System.Text;
using IncidentBot.People;

namespace IncidentBot.Slack.Incoming;

/// <summary>Who is meant by a Slack id, as far as is known at this moment.</summary>
internal interface INames
{
    /// <summary>The person; <paramref name="label"/> is what Slack wrote beside the id, or empty.</summary>
    Person PersonOf(string id, string label);

    /// <summary>The handle of a user group, without the at sign.</summary>
    string HandleOf(string id, string label);
}

/// <summary>What people typed in Slack as our words: mentions with names, channels and groups by name, links readable, nothing escaped.</summary>
/// <remarks>https://docs.slack.dev/messaging/formatting-message-text, "Retrieving messages".</remarks>
internal static class SlackWords
{
    /// <summary>The words.</summary>
    public static string Of(string text, INames names)
    {
        if (!text.AsSpan().ContainsAny('<', '&'))
        {
            return text;
        }

        var words = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (rest.IndexOf('<') is >= 0 and var open)
        {
            words.Append(Unescaped(rest[..open]));
            rest = rest[open..];
            var close = rest.IndexOf('>');
            if (close < 0)
            {
                break;
            }

            words.Append(Token(rest[1..close], names));
            rest = rest[(close + 1)..];
        }

        return words.Append(Unescaped(rest)).ToString();
    }

    private static string Token(ReadOnlySpan<char> inside, INames names)
    {
        var bar = inside.IndexOf('|');
        var target = bar < 0 ? inside : inside[..bar];
        var label = bar < 0 ? "" : Unescaped(inside[(bar + 1)..]);
        return target switch
        {
            ['@', 'U' or 'W', ..] when IsId(target[1..]) => names.PersonOf(target[1..].ToString(), label).Mention,
            ['#', 'C' or 'G' or 'D', ..] when IsId(target[1..]) => "#" + (label.Length > 0 ? label : target[1..].ToString()),
            ['!', ..] => Special(target[1..], label, names),
            _ => Link(Unescaped(target), label, inside),
        };
    }

    private static string Special(ReadOnlySpan<char> what, string label, INames names)
    {
        const string Group = "subteam^";
        return what switch
        {
            _ when what.StartsWith(Group) => "@" + names.HandleOf(what[Group.Length..].ToString(), label.TrimStart('@')),
            "here" or "channel" or "everyone" => "@" + what.ToString(),
            _ => label.Length > 0 ? label : what.ToString(),
        };
    }

    // Slack makes links of what looks like one: there the label is what was typed.
    private static string Link(string target, string label, ReadOnlySpan<char> inside)
    {
        if (!target.Contains(':', StringComparison.Ordinal))
        {
            return $"<{Unescaped(inside)}>";
        }

        var bare = target.StartsWith("mailto:", StringComparison.Ordinal) ? target["mailto:".Length..] : target;
        return label.Length == 0 || target.EndsWith(label, StringComparison.Ordinal) || label == bare
            ? (label.Length > 0 && !bare.StartsWith("http", StringComparison.Ordinal) ? label : bare)
            : $"{label} ({bare})";
    }

    private static string Unescaped(ReadOnlySpan<char> text) =>
        text.Contains('&')
            ? text.ToString()
                .Replace("&lt;", "<", StringComparison.Ordinal)
                .Replace("&gt;", ">", StringComparison.Ordinal)
                .Replace("&amp;", "&", StringComparison.Ordinal)
            : text.ToString();

    private static bool IsId(ReadOnlySpan<char> id)
    {
        foreach (var letter in id)
        {
            if (!char.IsAsciiLetterUpper(letter) && !char.IsAsciiDigit(letter))
            {
                return false;
            }
        }

        return id.Length is > 1 and < 40;
    }
}

/// <summary>For texts in which nobody is looked up: ids stay what they are.</summary>
internal sealed class NoNames : INames
{
    private static readonly NoNames Only = new();

    public static string Read(string text) => SlackWords.Of(text, Only);

    public Person PersonOf(string id, string label) => SlackPlatform.PersonOf(id, label.Length > 0 ? label : id);

    public string HandleOf(string id, string label) => label.Length > 0 ? label : id;
}
