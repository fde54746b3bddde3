using System.Globalization;
using System.Text.RegularExpressions;
using IncidentBot.Import.Sections;

namespace IncidentBot.Import;

/// <summary>Who and what was affected, and the share of it.</summary>
internal static partial class ImpactReading
{
    /// <summary>Both; null where the document does not say. Two shares that differ are told in the warnings.</summary>
    public static (string? Impact, decimal? Percent) Of(Outline outline, List<string> warnings)
    {
        var impact = outline.About(Section.Impact).Select(part => Paragraphs.Text(part.Lines)).MaxBy(text => text?.Length ?? 0);
        var sentences = outline
            .About(Section.Summary, Section.None, Section.Duration)
            .SelectMany(part => Paragraphs.Of(part.Lines))
            .SelectMany(Paragraphs.Sentences)
            .ToList();
        impact ??= sentences.Where(sentence => Affected().IsMatch(sentence)).Take(2).ToList() is { Count: > 0 } said
            ? string.Join(' ', said)
            : null;

        var inImpact = impact is null ? [] : Shares(Paragraphs.Sentences(impact)).ToList();
        var percent = inImpact.Count > 0 ? inImpact[0] : (decimal?)null;
        var elsewhere = sentences
            .Where(sentence => People().IsMatch(sentence) || OfSomething().IsMatch(sentence))
            .SelectMany(sentence => Shares([sentence]))
            .ToList();
        percent ??= elsewhere.Count > 0 ? elsewhere[0] : null;
        foreach (var other in inImpact.Concat(elsewhere).Distinct().Where(other => other != percent))
        {
            warnings.Add(FormattableString.Invariant($"The impact is given as {percent} % and as {other} %; {percent} % is taken."));
        }

        return (impact, percent);
    }

    // A share of people or requests counts before any other; how busy a processor was is none.
    private static IEnumerable<decimal> Shares(IEnumerable<string> sentences)
    {
        var found = new List<(bool OfPeople, decimal Share)>();
        foreach (var sentence in sentences)
        {
            foreach (Match match in Percentage().Matches(sentence))
            {
                if (match.Groups["range"].Success || NoShare().IsMatch(Around(sentence, match)))
                {
                    continue;
                }

                var share = decimal.Parse(
                    match.Groups["share"].Value.Replace(',', '.'),
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture
                );
                if (share <= 100)
                {
                    found.Add((People().IsMatch(Behind(sentence, match)), share));
                }
            }
        }

        return found.OrderByDescending(one => one.OfPeople).Select(one => one.Share);
    }

    private static string Around(string sentence, Match match) =>
        sentence[Math.Max(0, match.Index - 40)..Math.Min(sentence.Length, match.Index + match.Length + 14)];

    private static string Behind(string sentence, Match match) =>
        sentence[match.Index..Math.Min(sentence.Length, match.Index + match.Length + 50)];

    [GeneratedRegex(
        @"(?<range>\d{1,3}\s?%?\s?(?:-|–|to)\s?)?(?<![\d.,])(?<share>\d{1,3}(?:[.,]\d{1,3})?)\s?(?:%|percent\b|per cent\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Percentage();

    [GeneratedRegex(@"(?:%|percent|per cent) of (?:the |our |all )?\p{L}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OfSomething();

    [GeneratedRegex(
        @"\b(?:cpu|memory|ram|disk|utili[sz]ation|uptime|availability of|sla|slo|heap|bandwidth|threshold|capacity|storage|confidence)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex NoShare();

    [GeneratedRegex(
        @"\b(?:users?|customers?|visitors?|clients?|requests?|traffic|sessions?|people|subscribers?|merchants?|shoppers?|orders?|transactions?|players?|accounts?|tenants?|patients?|students?|calls?|queries|payments?|logins?|drivers?|riders?|viewers?|members?|passengers?|stores?|guests?)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex People();

    [GeneratedRegex(
        @"\b(?:users?|customers?|visitors?|clients?|requests?|traffic|people|shoppers?|merchants?|players?|orders?|members?)\b.*\b(?:affected|unable|could not|couldn't|impacted|experienced|saw|failed|lost|received|unavailable|inaccessible|errors?|slow)|\b(?:affect(?:ed|ing)|impact(?:ed|ing)|leaving)\b.*\b(?:users?|customers?|visitors?|clients?|requests?|traffic|people|shoppers?|merchants?|players?|orders?|members?|%)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Affected();
}
