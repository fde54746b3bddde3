using IncidentBot.Times;

namespace IncidentBot.Tests.Times;

public sealed class TimeReaderDayTests : TimeTestBase
{
    [Theory]
    [InlineData("2024-06-05T14:00:00Z", null, "2024-06-05T14:00Z")]
    [InlineData("2024-06-05T13:59:00Z", null, "2024-06-05T14:00Z")]
    [InlineData("2024-06-06T02:00:00Z", null, "2024-06-05T14:00Z")]
    [InlineData("2024-06-06T13:00:00Z", "2024-06-05T14:00:00Z", "2024-06-05T14:00Z")]
    [InlineData("2024-06-06T13:00:00Z", "2024-06-05T14:00:35Z", "2024-06-05T14:00Z")]
    [InlineData("2024-06-06T13:00:00Z", "2024-06-01T14:00:00Z", "2024-06-05T14:00Z")]
    [InlineData("2024-06-05T15:00:00Z", "2024-06-05T14:30:00Z", "2024-06-05T14:00Z")]
    public void A_time_without_a_day_is_the_last_that_has_passed(string now, string? notBefore, string when) =>
        ReadsAs("at 14:00 text", $"at {when}", "text", Context(now, notBefore: notBefore));

    [Theory]
    [InlineData("2024-06-05T13:58:59Z", null)]
    [InlineData("2024-06-06T02:00:01Z", null)]
    [InlineData("2024-06-06T01:00:00Z", "2024-06-05T14:01:00Z")]
    public void A_day_too_long_ago_or_before_the_incident_is_not_guessed(string now, string? notBefore) =>
        Assert.StartsWith("14:00 is still to come", TimeReader.ReadLeading("at 14:00 text", Context(now, notBefore: notBefore)).Wrong);

    [Fact]
    public void The_minute_of_grace_reaches_over_midnight() =>
        ReadsAs("at 00:00 text", "at 2024-06-06T00:00Z", "text", Context("2024-06-05T23:59:30Z"));

    [Theory]
    [InlineData(null, "-04:00")]
    [InlineData("2023-11-05T05:30:20Z", "-04:00")]
    [InlineData("2023-11-05T05:31:00Z", "-05:00")]
    public void Of_a_time_that_came_twice_it_is_the_first_unless_the_incident_began_later(string? notBefore, string offset) =>
        ReadsAs(
            "at 01:30 text",
            $"at 2023-11-05T01:30{offset}[America/New_York]",
            "text",
            Context("2023-11-05T16:00:00Z", "America/New_York", notBefore)
        );

    [Fact]
    public void An_abbreviation_says_which_of_the_two_it_is() =>
        ReadsAs("at 01:30 EST text", "at 2023-11-05T01:30-05:00", "text", Context("2023-11-05T16:00:00Z", "America/New_York"));
}
