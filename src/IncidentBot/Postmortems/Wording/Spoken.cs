using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentBot.Postmortems.Wording;

/// <summary>What a text says that can be looked up: times, days, numbers, codes, and its words in small letters; those with a capital inside the sentence once more, as names.</summary>
internal sealed partial record Spoken(
    ImmutableArray<SpokenTime> Times,
    ImmutableArray<SpokenDay> Days,
    ImmutableArray<SpokenAmount> Amounts,
    ImmutableHashSet<string> Codes,
    ImmutableArray<string> Words,
    ImmutableArray<string> Names
)
{
    /// <summary>Reads a text.</summary>
    public static Spoken Of(string text)
    {
        var codes = ImmutableHashSet.CreateBuilder<string>(StringComparer.OrdinalIgnoreCase);
        var times = ImmutableArray.CreateBuilder<SpokenTime>();
        var days = ImmutableArray.CreateBuilder<SpokenDay>();
        var amounts = ImmutableArray.CreateBuilder<SpokenAmount>();
        var rest = text.Replace('’', '\'');
        rest = Taken(rest, Address(), match => codes.Add(match.Value.TrimEnd('.', ',', ')', ';')));
        rest = Taken(rest, IsoDay(), match => days.Add(SpokenDay.OfIso(match)));
        rest = Taken(rest, DayInWords(), match => days.Add(SpokenDay.OfWords(match)));
        rest = Taken(rest, Exact(), match => codes.Add(match.Value));
        rest = Taken(rest, Clock(), match => times.Add(SpokenTime.Of(match)));
        rest = Taken(rest, Glued(), match => amounts.Add(SpokenAmount.Of(match.Groups[1].Value, match.Groups[2].Value)));
        rest = Taken(rest, Code(), match => codes.Add(match.Value));
        rest = Taken(rest, Number(), match => amounts.Add(SpokenAmount.Of(match)));
        var written = Word().Matches(rest).Select(match => Bare(match.Value)).ToImmutableArray();
        ImmutableArray<string> words = [.. written.Select(Small)];
        amounts.AddRange(SpokenAmount.OfWords(words));
        return new Spoken(
            times.ToImmutable(),
            days.ToImmutable(),
            amounts.ToImmutable(),
            codes.ToImmutable(),
            words,
            [.. written.Skip(1).Where(word => char.IsUpper(word[0])).Select(Small)]
        );
    }

    private static string Small(string word) => word.ToLower(CultureInfo.InvariantCulture);

    private static string Bare(string word) =>
        word.EndsWith("n't", StringComparison.OrdinalIgnoreCase) ? "not"
        : word.EndsWith("'s", StringComparison.OrdinalIgnoreCase) ? word[..^2]
        : word.Trim('\'');

    private static string Taken(string text, Regex what, Action<Match> take) =>
        what.Replace(
            text,
            match =>
            {
                take(match);
                // What follows a number is kept for what it counts; it is read as a word too.
                return " " + (match.Groups["tail"].Success ? match.Groups["tail"].Value : "") + " ";
            }
        );

    [GeneratedRegex(@"\b(?:https?://|www\.)\S+|\S+@\S+\.\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IsoDay();

    [GeneratedRegex(
        @"\b(?:(?<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:]))(?:,?\s+(?<year>\d{4}))?\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex DayInWords();

    // Seconds, versions, addresses of machines and days in figures: the same characters or nothing.
    [GeneratedRegex(@"\b\d{1,2}:\d{2}:\d{2}\b|\b\d+(?:\.\d+){2,}\b|\b\d+(?:/\d+)+\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Exact();

    [GeneratedRegex(
        @"\b(?:(?<hour>\d{1,2})(?::|(?=[.]\d{2}\s*[aApP]\.?[mM]\b)[.])(?<minute>\d{2})|(?<hour>\d{1,2})(?=\s*[aApP]\.?[mM]\b))(?:\s*(?<half>[aApP])\.?[mM]\b\.?)?(?:\s*\(?(?<zone>UTC(?:[+-]\d{1,2}(?::?\d{2})?)?|GMT|[A-Z]{1,4}T)\b\)?)?",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Clock();

    [GeneratedRegex(
        @"(?<![\w.])(\d+(?:[.,]\d+)*)(ms|s|sec|secs|min|mins|m|h|hr|hrs|d|kb|mb|gb|tb)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Glued();

    // Letters with digits, and what is written together with a dot, a slash, an underline or a capital inside.
    [GeneratedRegex(
        @"(?<![\w])(?:[\p{L}\d_]*[\p{L}_][\p{L}\d_]*[.:/\\@][\p{L}\d_./:\\@-]*[\p{L}\d]|(?=[\p{L}\d_-]*\d)(?=[\p{L}\d_-]*\p{L})[\p{L}\d_]+(?:-[\p{L}\d_]+)*|\p{L}[\p{L}\d]*_[\p{L}\d_]+|\p{Ll}+\p{Lu}[\p{L}\d]*|\p{Lu}\p{Ll}+\p{Lu}[\p{L}\d]*)",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Code();

    [GeneratedRegex(@"(?:(?<money>\p{Sc})\s*)?(\d+(?:[.,]\d+)*)\s*(?<tail>%|\p{Sc}|\p{L}+)?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
