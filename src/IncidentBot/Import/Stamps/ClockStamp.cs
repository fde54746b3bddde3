using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace IncidentBot.Import.Stamps;

/// <summary>A time of day as a document writes it.</summary>
/// <param name="Time">The time.</param>
/// <param name="HasHalf">Whether AM or PM stands with it.</param>
/// <param name="IsOdd">Whether it says two things, as 13:00 PM does.</param>
internal readonly partial record struct ClockStamp(LocalTime Time, bool HasHalf, bool IsOdd)
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>Reads a time of day at a place of a text; the length is zero where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where it would begin.</param>
    /// <param name="isLeading">Whether it would begin a line: then 11.56 is one too.</param>
    /// <param name="clock">The time.</param>
    public static int LengthAt(string text, int at, bool isLeading, out ClockStamp clock)
    {
        clock = default;
        var match = Digits().Match(text, at);
        if (!match.Success && isLeading)
        {
            match = BareDot().Match(text, at);
        }

        if (match.Success)
        {
            return Of(match) is { } read ? Found(read, match, out clock) : 0;
        }

        var name = Names().Match(text, at);
        return name.Success
            ? Found(
                new ClockStamp(
                    name.ValueSpan.EndsWith("noon", StringComparison.OrdinalIgnoreCase) ? LocalTime.Noon : LocalTime.Midnight,
                    true,
                    false
                ),
                name,
                out clock
            )
            : 0;
    }

    private static int Found(ClockStamp read, Match match, out ClockStamp clock)
    {
        clock = read;
        return match.Length;
    }

    private static ClockStamp? Of(Match match)
    {
        var hour = Number(match.Groups["hour"]);
        var minute = match.Groups["minute"].Success ? Number(match.Groups["minute"]) : 0;
        var second = match.Groups["second"].Success ? Number(match.Groups["second"]) : 0;
        var half = match.Groups["half"] is { Success: true } written ? char.ToLowerInvariant(written.Value[0]) : ' ';
        if (minute > 59 || second > 59 || hour > 23 || (half == 'a' && hour > 12) || (half == 'p' && hour == 0))
        {
            return null;
        }

        var isOdd = half != ' ' && hour > 12;
        var there = half switch
        {
            'a' when hour == 12 => 0,
            'p' when hour < 12 => hour + 12,
            _ => hour,
        };
        return new ClockStamp(new LocalTime(there, minute, second), half != ' ' && !isOdd, isOdd);
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\G(?:"
            + @"(?<hour>\d{1,2})[:h](?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d{1,9})?)?(?:\s?(?<half>[ap])\.?m\b\.?|(?<half>[ap])\b(?!['’.]))?(?![\d%]|:\d|/)"
            + @"|(?<hour>\d{1,2})\.(?<minute>\d{2})\s?(?<half>[ap])\.?m\b\.?"
            + @"|(?<hour>\d{1,2})\s?(?<half>[ap])\.?m\b\.?"
            + @"|(?<hour>[01]\d|2[0-3])(?<minute>[0-5]\d)(?=\s?(?:hrs|hours|UTC|GMT|Z)\b)(?:\s?(?:hrs|hours)\b)?"
            + ")",
        Options,
        1000
    )]
    private static partial Regex Digits();

    [GeneratedRegex(@"\G(?<hour>\d{1,2})\.(?<minute>\d{2})(?=\s*(?:[-–—:|]\s|[A-Z]{2,4}\b))(?![\d%])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BareDot();

    [GeneratedRegex(@"\G(?:12\s)?(?:noon|midnight)\b", Options, 1000)]
    private static partial Regex Names();
}
