using System.Globalization;
using System.Text;

namespace IncidentBot.Server.WebChat;

/// <summary>The short name by which a person is mentioned, made of the name they gave: Amara Diallo is <c>@amara</c>.</summary>
internal static class Handle
{
    private const int Longest = 30;

    /// <summary>Short names for a name, best first, without end.</summary>
    public static IEnumerable<string> For(string name)
    {
        var words = Words(name);
        var first = words.Length == 0 ? "person" : words[0];
        yield return first;
        if (words.Length > 1)
        {
            yield return Cut($"{first}-{words[^1]}");
        }

        for (var number = 2; ; number++)
        {
            yield return $"{first}{number}";
        }
    }

    /// <summary>The short name inside a person's id: <c>amara</c> of <c>web:amara</c>.</summary>
    public static string Of(string personId) => personId[(personId.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static string[] Words(string name)
    {
        var plain = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetter(letter) || (char.IsAsciiDigit(letter) && plain.Length > 0))
            {
                plain.Append(char.ToLowerInvariant(letter));
            }
            else if (char.IsWhiteSpace(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.DashPunctuation)
            {
                plain.Append(' ');
            }
        }

        return
        [
            .. plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => char.IsAsciiLetter(word[0])).Select(Cut),
        ];
    }

    private static string Cut(string word) => word.Length > Longest ? word[..Longest] : word;
}
