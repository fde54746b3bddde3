using IncidentBot.Times;

namespace IncidentBot.Tests.Times;

public sealed class TimeReaderTrailingTests : TimeTestBase
{
    [Theory]
    [InlineData("Web stack slow at 10:45", "at 2024-06-05T10:45Z", "Web stack slow")]
    [InlineData("Web stack slow at 10:45.", "at 2024-06-05T10:45Z", "Web stack slow")]
    [InlineData("Web stack slow at 10:45 a.m.", "at 2024-06-05T10:45Z", "Web stack slow")]
    [InlineData("Web stack slow, at 10:45 UTC ", "at 2024-06-05T10:45Z", "Web stack slow")]
    [InlineData("Web stack slow - at yesterday 23:10", "at 2024-06-04T23:10Z", "Web stack slow")]
    [InlineData("Web stack slow at 23:10 yesterday", "at 2024-06-04T23:10Z", "Web stack slow")]
    [InlineData("Web stack slow at June 5, 2024, 2:30 PM", "at 2024-06-05T14:30Z", "Web stack slow")]
    [InlineData("Web stack slow 15m ago", "at 2024-06-05T15:45Z", "Web stack slow")]
    [InlineData("Web stack slow 1 h 30 min ago", "at 2024-06-05T14:30Z", "Web stack slow")]
    [InlineData("Web stack slow an hour ago", "at 2024-06-05T15:00Z", "Web stack slow")]
    [InlineData("Web stack slow around 15:00", "around 2024-06-05T15:00Z", "Web stack slow")]
    [InlineData("Web stack slow at around 15:00", "around 2024-06-05T15:00Z", "Web stack slow")]
    [InlineData("Web stack slow about 2h ago", "around 2024-06-05T14:00Z", "Web stack slow")]
    [InlineData("Web stack slow between 14:00 and 16:00", "between 2024-06-05T14:00Z and 2024-06-05T16:00Z", "Web stack slow")]
    [InlineData("Web stack slow at ?", "at ?", "Web stack slow")]
    [InlineData("Errors at checkout at 10:45", "at 2024-06-05T10:45Z", "Errors at checkout")]
    [InlineData("at 10:45", "at 2024-06-05T10:45Z", "")]
    public void A_time_ends_the_title(string words, string when, string rest)
    {
        var reading = TimeReader.ReadTrailing(words, Context());

        Assert.Equal((true, when, rest, null), (reading.Found, $"{reading.When}", reading.Rest, reading.Wrong));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Web stack slow")]
    [InlineData("Web stack slow 10:45")]
    [InlineData("Nobody at the office")]
    [InlineData("Alerts at 25:00 and later")]
    [InlineData("at 10:45 the web stack is slow")]
    [InlineData("Chat 10:45")]
    [InlineData("What are we looking at?")]
    [InlineData("Errors between us")]
    [InlineData("Broken long ago")]
    public void Other_titles_are_left_alone(string words) =>
        Assert.Equal(new TimeReading(false, null, words, null), TimeReader.ReadTrailing(words, Context()));

    [Fact]
    public void An_impossible_time_at_the_end_is_explained()
    {
        var reading = TimeReader.ReadTrailing("Web stack slow at 13:00 AM", Context());

        Assert.Equal(
            new TimeReading(false, null, "Web stack slow at 13:00 AM", "13:00 AM does not exist. Say `13:00`, or `1:00 AM`."),
            reading
        );
    }
}
