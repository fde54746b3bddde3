using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.Chat;

/// <summary>The name of an incident's channel: <c>inc-42-web-stack-slow</c>. Legal on every platform, readable, unique by its number.</summary>
public static class ChannelName
{
    private const int Longest = 50;

    // Without the data of cultures (the process is invariant) nothing takes the accents off; these are the letters of Latin alphabets.
    private static readonly FrozenDictionary<char, string> Plain = new (string Plain, string Letters)[]
    {
        ("a", "àáâãäåāăą"),
        ("ae", "æ"),
        ("c", "çćĉċč"),
        ("d", "ďđð"),
        ("e", "èéêëēĕėęě"),
        ("g", "ĝğġģ"),
        ("h", "ĥħ"),
        ("i", "ìíîïĩīĭįı"),
        ("j", "ĵ"),
        ("k", "ķ"),
        ("l", "ĺļľŀł"),
        ("n", "ñńņň"),
        ("o", "òóôõöøōŏő"),
        ("oe", "œ"),
        ("r", "ŕŗř"),
        ("s", "śŝşšș"),
        ("ss", "ß"),
        ("t", "ţťŧț"),
        ("th", "þ"),
        ("u", "ùúûüũūŭůűų"),
        ("w", "ŵ"),
        ("y", "ýÿŷ"),
        ("z", "źżž"),
    }
        .SelectMany(row => row.Letters.Select(letter => (letter, row.Plain)))
        .ToFrozenDictionary(pair => pair.letter, pair => pair.Plain);

    /// <summary>The name. A private incident's does not give its title away.</summary>
    public static string Of(Incident incident)
    {
        var name = new StringBuilder($"inc-{incident.Id.Number}");
        if (incident.IsPrivate)
        {
            return name.ToString();
        }

        foreach (var word in Words(Mentions.InWords(incident.Title)))
        {
            if (name.Length + 1 + word.Length > Longest)
            {
                break;
            }

            name.Append('-').Append(word);
        }

        return name.ToString();
    }

    private static IEnumerable<string> Words(string title)
    {
        var plain = new StringBuilder();
        foreach (var letter in title.Select(char.ToLowerInvariant))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                plain.Append(letter);
            }
            else if (Plain.TryGetValue(letter, out var letters))
            {
                plain.Append(letters);
            }
            else if (char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && letter is not ('\'' or '’'))
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
