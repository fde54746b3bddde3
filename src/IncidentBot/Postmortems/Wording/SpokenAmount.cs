using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentBot.Postmortems.Wording;

/// <summary>A number and what it measures.</summary>
/// <param name="Value">The number; one too long to be read is kept as its text.</param>
/// <param name="Unit">Percent, a span of time, money, bytes, or how many fold, in one spelling; empty where it counts things.</param>
internal readonly record struct SpokenAmount(string Value, string Unit)
{
    private static readonly FrozenDictionary<string, string> InWords = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
    )
        .Split(' ')
        .Select((word, i) => (word, Value: i.ToString(CultureInfo.InvariantCulture)))
        .Concat([
            ("thirty", "30"),
            ("forty", "40"),
            ("fifty", "50"),
            ("sixty", "60"),
            ("seventy", "70"),
            ("eighty", "80"),
            ("ninety", "90"),
        ])
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Units = (
        "% percent pct; ms millisecond milliseconds; s sec secs second seconds; min m mins minute minutes; h hr hrs hour hours; d day days; "
        + "week weeks; month months; year years; kb kilobyte kilobytes; mb megabyte megabytes; gb gigabyte gigabytes; tb terabyte terabytes; "
        + "dozen dozens; hundred hundreds; thousand thousands k; million millions; billion billions; times fold x; "
        + "$ usd dollar dollars; € eur euro euros; £ gbp pound pounds"
    )
        .Split(';')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .SelectMany(words => words.Select(word => (word, Unit: words[0])))
        .ToFrozenDictionary(pair => pair.word, pair => pair.Unit, StringComparer.Ordinal);

    public static SpokenAmount Of(Match match) =>
        Of(match.Groups[1].Value, match.Groups["money"].Success ? match.Groups["money"].Value : match.Groups["tail"].Value);

    public static SpokenAmount Of(string number, string unit) =>
        new(Plainly(number), Units.GetValueOrDefault(unit.ToLowerInvariant(), Plain.IsMoney(unit) ? unit : ""));

    /// <summary>Whether a word is a number.</summary>
    public static bool IsNumber(string word) => InWords.ContainsKey(word);

    /// <summary>Whether a word names what this number measures.</summary>
    public bool IsIn(string word) => Unit.Length > 0 && Units.GetValueOrDefault(word) == Unit;

    /// <summary>The numbers among words, each with what stands behind it.</summary>
    public static IEnumerable<SpokenAmount> OfWords(ImmutableArray<string> words) =>
        words
            .Index()
            .Where(word => IsNumber(word.Item))
            .Select(word => Of(InWords[word.Item], word.Index + 1 < words.Length ? words[word.Index + 1] : ""));

    // 1,200 is the same as 1200, and 3,5 as 3.5.
    private static string Plainly(string number)
    {
        var plain = Regex.Replace(number, @",(?=\d{3}(?!\d))", "", RegexOptions.CultureInvariant, global::System.TimeSpan.FromSeconds(1));
        return decimal.TryParse(plain.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value.ToString("0.############", CultureInfo.InvariantCulture)
            : plain;
    }
}
