using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace IncidentBot.Postmortems.Wording;

/// <summary>A time of day as somebody wrote it: <c>10:45</c>, <c>2:30 PM EDT</c>.</summary>
/// <param name="Minute">The minute of the day; impossible ones are kept, and equal nothing but themselves.</param>
/// <param name="Zone">The zone beside it, in capitals; null where none stands there.</param>
internal readonly record struct SpokenTime(int Minute, string? Zone)
{
    public static SpokenTime Of(Match match)
    {
        var hour = Number(match, "hour");
        var half = match.Groups["half"].Value;
        hour =
            half.Length == 0 ? hour
            : half is "p" or "P" && hour < 12 ? hour + 12
            : half is "a" or "A" && hour == 12 ? 0
            : hour;
        var zone = match.Groups["zone"].Value.ToUpperInvariant();
        return new SpokenTime((hour * 60) + (match.Groups["minute"].Success ? Number(match, "minute") : 0), zone.Length == 0 ? null : zone);
    }

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>A day as somebody wrote it; the year is null where none stands there.</summary>
internal readonly record struct SpokenDay(int Month, int Day, int? Year)
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public static SpokenDay OfIso(Match match) => new(Number(match.Groups[2]), Number(match.Groups[3]), Number(match.Groups[1]));

    public static SpokenDay OfWords(Match match) =>
        new(
            Array.IndexOf(Months, match.Groups["month"].Value.ToLowerInvariant()) + 1,
            Number(match.Groups["day"]),
            match.Groups["year"].Success ? Number(match.Groups["year"]) : null
        );

    public bool IsOnCalendar(int year) =>
        year is > 0 and < 9999 && Month is >= 1 and <= 12 && Day >= 1 && Day <= CalendarSystem.Iso.GetDaysInMonth(year, Month);

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
}
