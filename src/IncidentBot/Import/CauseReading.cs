using System.Text.RegularExpressions;
using IncidentBot.Import.Sections;

namespace IncidentBot.Import;

/// <summary>The root cause of a document, and what ended the outage.</summary>
internal static partial class CauseReading
{
    /// <summary>Both; null where the document does not say.</summary>
    public static (string? Cause, string? Resolution) Of(Outline outline)
    {
        var cause = Longest(outline, Section.Cause);
        var resolution = Longest(outline, Section.Resolution);
        foreach (var part in outline.About(Section.CauseAndResolution))
        {
            var (first, second) = Split(Paragraphs.Text(part.Lines));
            cause = first?.Length > (cause?.Length ?? 0) ? first : cause;
            resolution ??= second;
        }

        if (resolution is null && cause is not null)
        {
            (cause, resolution) = Split(cause);
        }

        return (cause ?? Sentence(outline), resolution);
    }

    private static string? Longest(Outline outline, Section section) =>
        outline.About(section).Select(part => Paragraphs.Text(part.Lines)).MaxBy(text => text?.Length ?? 0);

    // Cause and resolution in one: from the sentence that tells how it was ended.
    private static (string? Cause, string? Resolution) Split(string? text)
    {
        if (text is null)
        {
            return (null, null);
        }

        var start = ToldResolution().Match(text);
        return !start.Success ? (text, null)
            : start.Index == 0 ? (null, text)
            : (text[..start.Index].Trim(), text[start.Index..].Trim());
    }

    private static string? Sentence(Outline outline) =>
        outline
            .About(Section.Summary, Section.None, Section.Impact)
            .SelectMany(part => Paragraphs.Of(part.Lines))
            .SelectMany(Paragraphs.Sentences)
            .FirstOrDefault(sentence => ToldCause().IsMatch(sentence));

    [GeneratedRegex(
        @"(?<=^|[.!?]\s|\n)(?:to (?:resolve|fix|restore|address|solve)\b|(?:the )?resolution\b|(?:the|this) (?:issue|problem|incident|outage|fault|bug|service)s? (?:was|were|has been|got) (?:then |finally |eventually |subsequently |quickly |permanently )?(?:resolved|fixed|addressed|restored|mitigated|solved|remedied|corrected)\b|(?:we|the team|engineers|the engineers?|our team) (?:then |finally |eventually |immediately )?(?:resolved|fixed|restored|rolled back|reverted|mitigated|solved)\b|it was (?:resolved|fixed|solved)\b|(?:service|services) (?:was|were) restored\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex ToldResolution();

    [GeneratedRegex(
        @"\b(?:root cause|caused by|was due to|cause of the|the cause was|the culprit)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex ToldCause();
}
