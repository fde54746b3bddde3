using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentBot.Postmortems.Wording;

/// <summary>A sentence and the entries that it names: <c>Lee found a full disk (#4, #5).</c></summary>
/// <param name="Text">The sentence as it is shown, with its citations.</param>
/// <param name="Words">The sentence without them.</param>
/// <param name="Cited">The numbers of the entries.</param>
public sealed partial record WordedSentence(string Text, string Words, ImmutableArray<int> Cited)
{
    /// <summary>Takes a sentence apart; what stands in brackets and is only numbers of entries is a citation.</summary>
    public static WordedSentence Of(string text)
    {
        var cited = Citation()
            .Matches(text)
            .SelectMany(citation => Number().Matches(citation.Value))
            .Select(number => int.Parse(number.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))
            .Distinct()
            .ToImmutableArray();
        return new WordedSentence(text, Blanks().Replace(Citation().Replace(text, " "), " ").Trim(), cited);
    }

    /// <summary>The sentences of a text, one behind the other or a line each.</summary>
    internal static IEnumerable<WordedSentence> Split(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var start = 0;
            foreach (var end in End().Matches(line).Select(end => end.Index + end.Length).Append(line.Length))
            {
                if (line[start..end].Trim().TrimStart('-', '*', '•', ' ') is { Length: > 0 } sentence)
                {
                    yield return Of(sentence);
                }

                start = end;
            }
        }
    }

    [GeneratedRegex(@"[(\[]\s*#\d{1,6}(?:\s*(?:,|;|and)?\s*#\d{1,6})*\s*[)\]]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Citation();

    [GeneratedRegex(@"#(\d{1,6})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blanks();

    // Behind a full stop a citation may still follow; “a.m.” and the like end nothing.
    [GeneratedRegex(
        @"(?<!\b(?:[ap]\.m|e\.g|i\.e|etc|vs|approx|no))[.!?](?:\s*[(\[]\s*#[^)\]]{1,200}[)\]]\.?)*(?=\s|$)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex End();
}
