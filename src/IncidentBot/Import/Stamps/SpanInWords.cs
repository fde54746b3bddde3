using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace IncidentBot.Import.Stamps;

/// <summary>How long something lasted, in words: "1 hour, 15 minutes", "2.5 hours", "4h 12m", "ninety minutes".</summary>
/// <param name="Length">How long.</param>
/// <param name="IsRough">Whether the writer was not sure.</param>
internal readonly partial record struct SpanInWords(Duration Length, bool IsRough)
{
    private static readonly string[] Numbers =
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>The first one in a text; null where it has none.</summary>
    public static SpanInWords? First(string text)
    {
        var match = Whole().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var sum = Duration.Zero;
        foreach (Match part in Part().Matches(match.Value))
        {
            var amount = Amount(part.Groups["amount"].Value) + (part.Groups["half"].Success ? 0.5 : 0);
            sum += Duration.FromSeconds(Math.Round(amount * Unit(part.Groups["unit"].Value)));
        }

        return sum > Duration.Zero && sum < Duration.FromDays(3660) ? new SpanInWords(sum, match.Groups["rough"].Success) : null;
    }

    private static double Amount(string written)
    {
        if (double.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        var word = written.ToLowerInvariant();
        if (word is "a" or "an")
        {
            return 1;
        }

        if (word.StartsWith("half", StringComparison.Ordinal))
        {
            return 0.5;
        }

        var parts = word.Split('-', ' ');
        var ten = Array.IndexOf(Tens, parts[0]);
        return ten >= 0 ? ((ten + 2) * 10) + (parts.Length > 1 ? Array.IndexOf(Numbers, parts[1]) : 0) : Array.IndexOf(Numbers, parts[0]);
    }

    private static double Unit(string written) =>
        char.ToLowerInvariant(written[0]) switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86_400,
            _ => 604_800,
        };

    private const string OnePart =
        @"(?<![\d:.])(?<!\p{L}\p{L})(?<!\s\p{L})(?<amount>\d{1,5}(?:\.\d{1,2})?|half an?(?=[\s-])|an?(?=[\s-])|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)[\s-]?(?<half>and a half )?(?<unit>s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)(?:(?<half>,? and a half)|(?![\p{L}]))";

    [GeneratedRegex(OnePart, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Part();

    [GeneratedRegex(
        @"(?<rough>\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|over|more than|just under|some|up to)\s+|~\s?)?"
            + OnePart
            + @"(?:(?:\s*,\s*|\s+|\s*(?:,\s*)?(?:and|&)\s+|)"
            + OnePart
            + "){0,3}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Whole();
}
