using System.Buffers;

namespace IncidentBot.Postmortems.Writing;

/// <summary>Finds the web addresses in words: http and https, nothing else.</summary>
internal static class WebAddress
{
    private static readonly SearchValues<char> Letters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"
    );

    /// <summary>The length of the address that begins there; 0 where none does. The full stop or bracket that ends a sentence is no part of it.</summary>
    public static int LengthAt(ReadOnlySpan<char> line, int at)
    {
        if (line[at] is not ('h' or 'H') || at > 0 && !char.IsWhiteSpace(line[at - 1]) && line[at - 1] is not ('(' or '"' or '\'' or '<'))
        {
            return 0;
        }

        var rest = line[at..];
        var scheme =
            rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
            : rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7
            : 0;
        if (scheme == 0)
        {
            return 0;
        }

        var length = rest.IndexOfAnyExcept(Letters) is >= 0 and var end ? end : rest.Length;
        while (length > scheme && EndsSentence(rest[..length]))
        {
            length--;
        }

        // An entity (&amp;) would be read as what it stands for.
        var isPlain = length > scheme && char.IsAsciiLetterOrDigit(rest[scheme]) && !HasEntity(rest[..length]);
        return isPlain ? length : 0;
    }

    private static bool EndsSentence(ReadOnlySpan<char> address) =>
        address[^1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*' or '_' or '~' or ']'
        || (address[^1] == ')' && address.Count(')') > address.Count('('));

    private static bool HasEntity(ReadOnlySpan<char> address) => address.IndexOf('&') is >= 0 and var at && address[at..].Contains(';');
}
