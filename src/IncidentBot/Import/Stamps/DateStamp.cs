using System.Globalization;
using System.Text.RegularExpressions;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Import.Stamps;

/// <summary>A date as a document writes it. The year may be missing, and day and month may be told only by another date of the document.</summary>
internal readonly partial record struct DateStamp(int? Year, int Month, int Day, bool IsAmbiguous)
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const string Months =
        "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b";

    /// <summary>The date; null where its year is not written.</summary>
    public LocalDate? Known => Year is { } year ? new LocalDate(year, Month, Day) : null;

    /// <summary>The same with day and month the other way round.</summary>
    public DateStamp Turned => this with { Month = Day, Day = Month };

    /// <summary>Reads a date at a place of a text; the length is zero where there is none.</summary>
    public static int LengthAt(string text, int at, out DateStamp date)
    {
        date = default;
        var start = at;
        if (Weekday().Match(text, at) is { Success: true } weekday)
        {
            start += weekday.Length;
        }

        foreach (var shape in (ReadOnlySpan<Regex>)[YearFirst(), MonthFirst(), DayFirst(), Numbers()])
        {
            var match = shape.Match(text, start);
            if (match.Success && Of(match) is { } read)
            {
                date = read;
                return match.Index + match.Length - at;
            }
        }

        return 0;
    }

    private static DateStamp? Of(Match match)
    {
        int? year = match.Groups["year"] is { Success: true } written ? Number(written) : null;
        if (year is < 100)
        {
            year += 2000;
        }

        if (year is < 1990 or > 2100)
        {
            return null;
        }

        if (match.Groups["month"] is { Success: true } name && DayNames.TryGet(Letters(name.Value), out var month))
        {
            return Valid(new DateStamp(year, month.Number, Number(match.Groups["day"]), false));
        }

        var (first, second) = (Number(match.Groups["first"]), Number(match.Groups["second"]));
        if (match.Groups["iso"].Success)
        {
            return Valid(new DateStamp(year, first, second, false));
        }

        return (first, second) switch
        {
            (> 12, _) => Valid(new DateStamp(year, second, first, false)),
            (_, > 12) => Valid(new DateStamp(year, first, second, false)),
            _ => Valid(new DateStamp(year, first, second, first != second)),
        };
    }

    // "sept" and "june" are as good as "sep" and "jun".
    private static string Letters(string month) => month[..3].ToLowerInvariant();

    private static DateStamp? Valid(DateStamp date) =>
        date.Month is >= 1 and <= 12 && date.Day >= 1 && date.Day <= CalendarSystem.Iso.GetDaysInMonth(date.Year ?? 2024, date.Month)
            ? date
            : null;

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\G(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?:the\s+)?", Options, 1000)]
    private static partial Regex Weekday();

    [GeneratedRegex(@"\G(?<iso>)(?<year>\d{4})[-‐-―−/.](?<first>\d{1,2})[-‐-―−/.](?<second>\d{1,2})(?![\d])", Options, 1000)]
    private static partial Regex YearFirst();

    [GeneratedRegex(
        @"\G"
            + Months
            + @"\.?\s*(?<day>\d{1,2})(?:st|nd|rd|th)?\b(?![:.]\d|\s?[ap]\.?m)(?:\s*,?\s*(?<year>\d{4})\b(?!\s?(?:hrs|hours|utc|gmt)|:))?",
        Options,
        1000
    )]
    private static partial Regex MonthFirst();

    [GeneratedRegex(
        @"\G(?<day>\d{1,2})(?:st|nd|rd|th)?[\s\-/.]+(?:of\s+)?" + Months + @"(?:[\s\-/.,]+(?<year>\d{4})\b(?!\s?(?:hrs|hours|utc|gmt)|:))?",
        Options,
        1000
    )]
    private static partial Regex DayFirst();

    [GeneratedRegex(
        @"\G(?<first>\d{1,2})(?:(?<mark>[/.\-])(?<second>\d{1,2})\k<mark>|,\s(?<second>\d{1,2}),\s)(?<year>\d{4})(?![\d])|\G(?<first>\d{1,2})/(?<second>\d{1,2})/(?<year>\d{2})(?![\d/])",
        Options,
        1000
    )]
    private static partial Regex Numbers();
}
