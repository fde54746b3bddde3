namespace IncidentBot.Tests.Times;

public sealed class TimeReaderRefusalTests : TimeTestBase
{
    private const string Clock = "hours go from 00 to 23, minutes and seconds from 00 to 59. Write it like `14:05` or `2:05 PM`.";

    [Theory]
    [InlineData("at 25:00", $"25:00 is not a time of day: {Clock}")]
    [InlineData("at 10:75 text", $"10:75 is not a time of day: {Clock}")]
    [InlineData("10:75 text", $"10:75 is not a time of day: {Clock}")]
    [InlineData("at 10:45:61 text", $"10:45:61 is not a time of day: {Clock}")]
    [InlineData("between 14:00 and 25:00 text", $"25:00 is not a time of day: {Clock}")]
    [InlineData("between 25:00 and 14:00 text", $"25:00 is not a time of day: {Clock}")]
    [InlineData("between yesterday 14:00 and 25:00 text", $"25:00 is not a time of day: {Clock}")]
    [InlineData("13:00 AM", "13:00 AM does not exist. Say `13:00`, or `1:00 AM`.")]
    [InlineData("at 0:30 PM", "00:30 PM does not exist. Say `12:30 PM`, or `00:30`.")]
    [InlineData("at 31 February 10:00", "31 February does not exist: February has 29 days at most. Write a date like `2024-06-05`.")]
    [InlineData("at 2023-02-30 10:00", "30 February 2023 does not exist: February 2023 has 28 days. Write a date like `2024-06-05`.")]
    [InlineData("at 2023-13-01 10:00", "There is no month 13: months go from 01 to 12. Write a date like `2024-06-05`.")]
    [InlineData("at 0204-06-05 10:00", "The year 0204 is too far away: years go from 1970 to 2199. Check the year.")]
    [InlineData("at 06/05/2024 10:00", "06/05/2024 can be read in two ways. Write the month as a word: `6 May 2024`.")]
    public void What_cannot_be_is_explained(string words, string sentence) => IsRefused(words, sentence);

    [Theory]
    [InlineData("between 16:00 and 14:00", "2024-06-05 14:00", "2024-06-05 16:00")]
    [InlineData("between yesterday 16:00 and yesterday 14:00", "2024-06-04 14:00", "2024-06-04 16:00")]
    [InlineData("between today 14:00 and yesterday 16:00", "2024-06-04 16:00", "2024-06-05 14:00")]
    public void A_range_that_ends_before_it_starts_is_explained(string words, string end, string start) =>
        IsRefused(
            words,
            $"The range ends ({end}) before it starts ({start}). "
                + "Say the earlier time first, like `between 14:00 and 16:00` or `between yesterday 23:00 and 01:00`."
        );

    [Fact]
    public void A_time_still_to_come_is_explained() =>
        IsRefused(
            "at 14:00 text",
            "14:00 is still to come: it is 13:58 (UTC). For the day before say `at yesterday 14:00`.",
            Context("2024-06-05T13:58:00Z")
        );

    [Fact]
    public void A_time_still_to_come_elsewhere_names_the_zone_again() =>
        IsRefused(
            "at 14:00 EDT text",
            "14:00 is still to come: it is 12:00 (UTC-4). For the day before say `at yesterday 14:00 UTC-4`.",
            Context()
        );

    [Fact]
    public void The_zone_of_the_context_is_named_briefly() =>
        IsRefused(
            "at 14:00 text",
            "14:00 is still to come: it is 12:00 (EDT). For the day before say `at yesterday 14:00`.",
            Context(zone: "America/New_York")
        );

    [Fact]
    public void A_time_that_the_clocks_skipped_is_explained() =>
        IsRefused(
            "at 02:30 text",
            "02:30 did not exist on 2024-03-10 in America/New_York: clocks went from 02:00 to 03:00. Say 03:30, or give an offset.",
            Context("2024-03-10T16:00:00Z", "America/New_York")
        );

    [Fact]
    public void A_day_that_the_clocks_skipped_is_explained() =>
        IsRefused(
            "at 2011-12-30 10:00 Pacific/Apia text",
            "10:00 did not exist on 2011-12-30 in Pacific/Apia: clocks went from 00:00 to 2011-12-31 00:00. "
                + "Say 2011-12-31 10:00, or give an offset."
        );
}
