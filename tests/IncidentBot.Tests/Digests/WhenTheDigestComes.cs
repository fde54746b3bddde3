using IncidentBot.Digests;
using IncidentBot.Reminders;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Tests.Digests;

public sealed class WhenTheDigestComes
{
    private static readonly DigestOptions Berlin = new() { ZoneId = "Europe/Berlin" };

    // Clocks in Berlin are put forward on Sunday 2026-03-29 and back on Sunday 2026-10-25.
    [Theory]
    [InlineData("2026-03-09T07:59:59Z", "2026-03-02")]
    [InlineData("2026-03-09T08:00:00Z", "2026-03-09")]
    [InlineData("2026-03-15T23:00:00Z", "2026-03-09")]
    [InlineData("2026-03-30T06:59:59Z", "2026-03-23")]
    [InlineData("2026-03-30T07:00:00Z", "2026-03-30")]
    [InlineData("2026-10-26T07:59:59Z", "2026-10-19")]
    [InlineData("2026-10-26T08:00:00Z", "2026-10-26")]
    [InlineData("2027-01-01T12:00:00Z", "2026-12-28")]
    public void On_Mondays_at_nine_in_its_zone(string now, string day) => Assert.Equal(Day(day), DigestSchedule.Latest(Berlin, At(now)));

    [Theory]
    [InlineData("2026-03-09T08:00:00Z", "2026-03-16T08:00:00Z")]
    [InlineData("2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z")]
    public void The_next_is_a_week_later_by_the_clock_on_the_wall(string now, string next) =>
        Assert.Equal(At(next), DigestSchedule.Next(Berlin, At(now)));

    [Fact]
    public void Day_and_time_are_settings()
    {
        var friday = new DigestOptions
        {
            Day = IsoDayOfWeek.Friday,
            At = new LocalTime(16, 30),
            ZoneId = "America/New_York",
        };

        Assert.Equal(Day("2026-03-06"), DigestSchedule.Latest(friday, At("2026-03-06T21:30:00Z")));
        Assert.Equal(At("2026-03-13T20:30:00Z"), DigestSchedule.Next(friday, At("2026-03-06T21:30:00Z")));
    }

    [Fact]
    public void A_time_that_the_clocks_leave_out_is_the_first_one_after() =>
        Assert.Equal(
            At("2026-03-29T01:30:00Z"),
            DigestSchedule.At(Berlin with { Day = IsoDayOfWeek.Sunday, At = new LocalTime(2, 30) }, Day("2026-03-29"))
        );

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
