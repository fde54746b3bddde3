using System.Net;
using System.Text.RegularExpressions;

namespace IncidentBot.Import.Lines;

/// <summary>The words of HTML, line by line. Nothing in it is run, and what only a program reads is left out.</summary>
internal static partial class HtmlLines
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline;

    /// <summary>The lines.</summary>
    public static IEnumerable<DocumentLine> Of(string html)
    {
        var words = Hidden().Replace(html, " ");
        foreach (var part in BlockEnd().Split(words))
        {
            var heading = Heading().Match(part);
            var item = Item().IsMatch(part);
            var isStrong = heading.Success || Bold().IsMatch(part);
            foreach (var line in Line().Split(part))
            {
                var text = WebUtility.HtmlDecode(Tag().Replace(line, " ")).Trim();
                text = Blanks().Replace(text, " ");
                if (text.Length == 0)
                {
                    continue;
                }

                yield return new DocumentLine(
                    heading.Success ? LineKind.Heading
                        : item ? LineKind.Item
                        : LineKind.Text,
                    text,
                    heading.Success ? heading.Value[2] - '0' : 0
                )
                {
                    BeginsBlock = true,
                    Strong = isStrong && !item ? text.Length : 0,
                };
            }
        }
    }

    [GeneratedRegex(@"<(script|style|template|noscript)\b.*?(</\1\s*>|$)|<!--.*?(-->|$)", Options, 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"</(?:h[1-6]|p|li|div|tr|summary|td|th)\s*>", Options, 1000)]
    private static partial Regex BlockEnd();

    [GeneratedRegex(@"<h[1-6]\b", Options, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"<li\b", Options, 1000)]
    private static partial Regex Item();

    [GeneratedRegex(@"^\s*<(?:b|strong)\b[^>]*>[^<]*</(?:b|strong)>\s*$", Options, 1000)]
    private static partial Regex Bold();

    [GeneratedRegex(@"<br\s*/?>|\n", Options, 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"<[^<>]*>", Options, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", Options, 1000)]
    private static partial Regex Blanks();
}
