using IncidentBot.Import.Sections;
using IncidentBot.Import.Stamps;
using NodaTime;

namespace IncidentBot.Import;

/// <summary>What a document's dates mean beside each other: the year that is written once, the order of day and month that one date tells.</summary>
internal sealed class Calendar
{
    private readonly List<LocalDate> _certain = [];
    private readonly bool? _dayFirst;

    /// <summary>Reads all dates of a document.</summary>
    public Calendar(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            for (var stamp = Stamp.Next(text, 0); stamp is { } found; stamp = Stamp.Next(text, found.End))
            {
                if (found.Date is { IsAmbiguous: false, Known: { } date })
                {
                    _certain.Add(date);
                }

                if (found.Date is { IsAmbiguous: false } written && IsNumbers(text.AsSpan(found.Start, found.End - found.Start)))
                {
                    _dayFirst ??= written.Day > 12 && IsFirst(text, found, written.Day);
                }
            }
        }
    }

    /// <summary>The date; null where its day, month or year cannot be told.</summary>
    public LocalDate? Of(DateStamp date)
    {
        if (date.Year is null)
        {
            return OfNoYear(date);
        }

        if (!date.IsAmbiguous)
        {
            return date.Known;
        }

        var near = new[] { date, date.Turned }
            .Where(one => _certain.Exists(known => Math.Abs(Period.DaysBetween(known, one.Known!.Value)) <= 3))
            .ToList();
        return near.Count == 1 ? near[0].Known
            : _dayFirst is { } dayFirst ? (dayFirst ? date.Turned : date).Known
            : null;
    }

    // The year of the nearest date that has one.
    private LocalDate? OfNoYear(DateStamp date)
    {
        if (_certain.Count == 0)
        {
            return null;
        }

        var year = _certain[0].Year;
        return new[] { year - 1, year, year + 1 }
            .Where(one => date.Day <= CalendarSystem.Iso.GetDaysInMonth(one, date.Month))
            .Select(one => new LocalDate(one, date.Month, date.Day))
            .OrderBy(one => Math.Abs(Period.DaysBetween(_certain[0], one)))
            .Cast<LocalDate?>()
            .FirstOrDefault();
    }

    private static bool IsNumbers(ReadOnlySpan<char> text) =>
        text.Length >= 8
        && char.IsAsciiDigit(text[0])
        && text[..5].ContainsAny('/', '.', '-')
        && !text[..4].ContainsAnyInRange('a', 'z')
        && !(char.IsAsciiDigit(text[2]) && char.IsAsciiDigit(text[3]));

    private static bool IsFirst(string text, Stamp stamp, int day) =>
        text.AsSpan(stamp.Start).StartsWith(day.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
