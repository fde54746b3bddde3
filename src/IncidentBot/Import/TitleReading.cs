using System.Text.RegularExpressions;
using IncidentBot.Import.Lines;
using IncidentBot.Import.Sections;
using IncidentBot.Import.Stamps;

namespace IncidentBot.Import;

/// <summary>The title of a document, where it says more than what kind of document it is.</summary>
internal static partial class TitleReading
{
    private const int Longest = 200;

    /// <summary>The title; null where it has none.</summary>
    public static string? Of(Outline outline, FrontMatter front) =>
        Candidates(outline, front).Select(Bare).FirstOrDefault(title => title is not null);

    private static IEnumerable<string> Candidates(Outline outline, FrontMatter front)
    {
        if (front.Title is { } title)
        {
            yield return title;
        }

        foreach (
            var part in outline.Parts.Where(part =>
                part is { Section: Section.Other, IsOneLine: true, Lines.Count: > 0 } && Named().IsMatch(part.Name)
            )
        )
        {
            yield return part.Lines[0].Text;
        }

        foreach (var line in outline.Titles)
        {
            yield return line.Text;
        }

        foreach (var line in outline.Parts[0].Lines.Take(3).Where(line => line is { Kind: LineKind.Text, BeginsBlock: true }))
        {
            if (
                line.Text.Length < 120
                && !line.Text.EndsWith('.')
                && (line.IsAlone || line.IsAllStrong || KindOfDocument().IsMatch(line.Text))
                && Stamp.At(line.Text, 0) is null
            )
            {
                yield return line.Text;
            }
        }
    }

    private static string? Bare(string title)
    {
        var bare = Emoji().Replace(title, " ").Trim();
        bare = Number().Replace(bare, "").Trim();
        bare = KindOfDocument().Replace(bare, "").Trim();
        bare = KindBehind().Replace(bare, "").Trim(' ', ':', '-', '–', '—', '|', '*', '_', '#');
        return bare.Length is > 2 and <= Longest && !Empty().IsMatch(bare) ? bare : null;
    }

    [GeneratedRegex(@"^(?:title|incident(?: title| name)?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(
        @"^(?:an? |the |my first |incident |outage |blameless |public |engineering )*(?:post[- ]?mortem|incident report|outage report|incident review|post-?incident (?:review|report)|after[- ]action (?:review|report)|rca|retrospective)(?: report| analysis| review| document| summary)?\s*(?:[:\-–—|]+\s*|(?:of|for|on|about)(?: the)?:?\s+|\s*#\d+\s*[:\-–—]?\s*|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex KindOfDocument();

    [GeneratedRegex(
        @"\s*(?:[:\-–—|(]\s*)?\b(?:post[- ]?mortem|incident report|incident review|post-?incident review)(?: report| analysis)?\)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex KindBehind();

    [GeneratedRegex(@"^(?:0x\w+\.?|#\d+|INC-\d+|\d+[.)])\s*[:\-–—.]*\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"[\p{So}\p{Cs}️]|:[a-z0-9_+-]{2,30}:", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Emoji();

    [GeneratedRegex(
        @"^(?:my first|the|a|an|outage|incident|report|template|document|project|readme|summary|untitled|\W|\d)*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Empty();
}
