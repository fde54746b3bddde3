using IncidentBot.Reminders;
using NodaTime;

namespace IncidentBot.Tests.Reminders;

public sealed class HolidayCalendars
{
    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20261225", "2026-12-25")]
    [InlineData("DTSTART:20261225", "2026-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261226", "2026-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261228", "2026-12-25 2026-12-26 2026-12-27")]
    [InlineData("DTSTART;VALUE=DATE:20261225\nDURATION:P2D", "2026-12-25 2026-12-26")]
    [InlineData("DTSTART;VALUE=DATE:20261225\nRRULE:FREQ=YEARLY;COUNT=2", "2026-12-25 2027-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY;UNTIL=20290101", "2024-02-29 2028-02-29")]
    [InlineData("DTSTART;VALUE=DATE:202612\n 25", "2026-12-25")]
    [InlineData("SUMMARY:A meeting\nDTSTART:20261225T090000Z\nDTEND:20261225T100000Z", "")]
    [InlineData("DTSTART;VALUE=DATE:20261225\nSTATUS:CANCELLED", "")]
    public void All_day_events_are_days_without_work(string lines, string expected) =>
        Assert.Equal(expected, string.Join(' ', Days(lines).Select(day => $"{day:uuuu-MM-dd}")));

    [Theory]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261399\nEND:VEVENT", "DTSTART;VALUE=DATE:20261399")]
    [InlineData(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261126\nRRULE:FREQ=YEARLY;BYDAY=4TH;BYMONTH=11\nEND:VEVENT",
        "day by day"
    )]
    [InlineData("Christmas, 2026-12-25", "BEGIN:VCALENDAR")]
    public void What_cannot_be_read_is_said(string calendar, string because)
    {
        Assert.False(Holidays.TryRead(calendar, out _, out var wrong));
        Assert.Contains(because, wrong, StringComparison.Ordinal);
    }

    private static IReadOnlyCollection<LocalDate> Days(string lines)
    {
        var calendar = $"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n".Replace(
            "\n",
            "\r\n",
            StringComparison.Ordinal
        );
        Assert.True(Holidays.TryRead(calendar, out var days, out var wrong), wrong);
        return days;
    }
}
