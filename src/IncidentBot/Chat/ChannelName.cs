using System.Globalization;
using System.Text;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.Chat;

/// <summary>The name of an incident's channel: <c>inc-42-web-stack-slow</c>. Legal on every platform, readable, unique by its number.</summary>
public static class ChannelName
{
    private const int Longest = 50;

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
        foreach (var letter in title.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                plain.Append(char.ToLowerInvariant(letter));
            }
            else if (char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && letter is not ('\'' or '’'))
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
