using System.Runtime.InteropServices;
using NodaTime;

namespace IncidentBot.Times;

/// <summary>What sort of day was written.</summary>
internal enum DayKind
{
    /// <summary>Yesterday (-1), today, tomorrow; Day is the number.</summary>
    Near,

    /// <summary>Monday (1) to Sunday (7).</summary>
    Weekday,

    /// <summary>"last monday": never today.</summary>
    LastWeekday,

    /// <summary>A day and a month, and a year unless that is null.</summary>
    Calendar,

    /// <summary>06/05/2024, of which nobody knows which is the month.</summary>
    Ambiguous,
}

/// <summary>A day as written, possible or not.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WrittenDay(DayKind Kind, int Day, int Month = 0, int? Year = null)
{
    private const int FirstYear = 1970;
    private const int LastYear = 2199;
    private const int LeapYear = 2024;

    // 29 February can stay away for eight years.
    private const int LongestLeapGap = 8;

    private string MonthName => DayNames.OfMonth(Month);

    /// <summary>Why there is no such day, or null.</summary>
    public string? Impossible() =>
        Kind switch
        {
            DayKind.Ambiguous =>
                $"{Day:00}/{Month:00}/{Year} can be read in two ways. Write the month as a word: `{Day} {MonthName} {Year}`.",
            not DayKind.Calendar => null,
            _ when Month is < 1 or > 12 => $"There is no month {Month:00}: months go from 01 to 12. Write a date like `2024-06-05`.",
            _ when Year is < FirstYear or > LastYear =>
                $"The year {Year:0000} is too far away: years go from {FirstYear} to {LastYear}. Check the year.",
            _ when Day >= 1 && Day <= DaysInMonth(Year ?? LeapYear) => null,
            _ => $"{Day} {MonthName}{Suffix()} does not exist: {MonthName}{Suffix()} has {DaysInMonth(Year ?? LeapYear)} days{AtMost()}. "
                + "Write a date like `2024-06-05`.",
        };

    /// <summary>The day that people mean when they say what happened: of weekdays and days without a year the last one.</summary>
    /// <remarks>A day within the coming month still counts as this year's, so that the caller can say that it is yet to come.</remarks>
    public LocalDate Past(LocalDate today) =>
        Kind switch
        {
            DayKind.Weekday => today.PlusDays(1).Previous((IsoDayOfWeek)Day),
            DayKind.Calendar when Year is null => LastBefore(today.PlusDays(31)),
            _ => Next(today),
        };

    /// <summary>The day that people mean when they promise something: a weekday after today, a day without a year today or later.</summary>
    public LocalDate Next(LocalDate today) =>
        (Kind, Year) switch
        {
            (DayKind.Near, _) => today.PlusDays(Day),
            (DayKind.Weekday, _) => today.Next((IsoDayOfWeek)Day),
            (DayKind.LastWeekday, _) => today.Previous((IsoDayOfWeek)Day),
            (_, { } year) => new LocalDate(year, Month, Day),
            _ => FirstFrom(today),
        };

    private LocalDate LastBefore(LocalDate latest)
    {
        for (var year = latest.Year; year > latest.Year - LongestLeapGap; year--)
        {
            if (Day <= DaysInMonth(year) && new LocalDate(year, Month, Day) is var date && date <= latest)
            {
                return date;
            }
        }

        return new LocalDate(latest.Year - LongestLeapGap, Month, Day);
    }

    private LocalDate FirstFrom(LocalDate earliest)
    {
        for (var year = earliest.Year; year < earliest.Year + LongestLeapGap; year++)
        {
            if (Day <= DaysInMonth(year) && new LocalDate(year, Month, Day) is var date && date >= earliest)
            {
                return date;
            }
        }

        return new LocalDate(earliest.Year + LongestLeapGap, Month, Day);
    }

    private int DaysInMonth(int year) => CalendarSystem.Iso.GetDaysInMonth(year, Month);

    private string Suffix() => Year is null ? "" : $" {Year}";

    private string AtMost() => Year is null && Month == 2 ? " at most" : "";
}
