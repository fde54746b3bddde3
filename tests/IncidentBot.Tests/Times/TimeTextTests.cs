using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Tests.Times;

public sealed class TimeTextTests : TimeTestBase
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    [Theory]
    [InlineData(13_500, "3 h 45 min")]
    [InlineData(14_400, "4 h")]
    [InlineData(1_500, "25 min")]
    [InlineData(1_559, "25 min")]
    [InlineData(40, "40 s")]
    [InlineData(184_500, "2 d 3 h 15 min")]
    [InlineData(172_800, "2 d")]
    [InlineData(0, "0 min")]
    [InlineData(-1_500, "-25 min")]
    public void A_duration_is_said(int seconds, string words) => Assert.Equal(words, TimeText.Duration(Duration.FromSeconds(seconds)));

    [Fact]
    public void A_clock_shows_hours_and_minutes() => Assert.Equal("12:00", TimeText.Clock(At(Now), NewYork));

    [Fact]
    public void A_date_stands_before_the_clock() => Assert.Equal("2024-06-05 12:00", TimeText.DateAndClock(At(Now), NewYork));

    [Theory]
    [InlineData("at 10:45", "10:45", "2024-06-05 10:45")]
    [InlineData("around 15:00", "about 15:00", "about 2024-06-05 15:00")]
    [InlineData("between 14:00 and 16:00", "between 14:00 and 16:00", "between 2024-06-05 14:00 and 16:00")]
    [InlineData("between 23:00 and 01:00", "between 23:00 and 01:00", "between 2024-06-04 23:00 and 2024-06-05 01:00")]
    [InlineData("at ?", "time unknown", "time unknown")]
    public void A_moment_is_said_as_well_as_it_is_known(string words, string said, string withDate)
    {
        var moment = TimeReader.ReadLeading(words, Context()).When!;

        Assert.Equal((said, withDate), (TimeText.Of(moment), TimeText.WithDate(moment, moment.Zone)));
    }

    [Fact]
    public void A_moment_is_said_in_its_own_zone() => Assert.Equal("12:00", TimeText.Of(Moment.Exact(At(Now), NewYork.Id)));

    [Fact]
    public void A_moment_can_be_said_in_another_zone() => Assert.Equal("12:00", TimeText.Of(Moment.Exact(At(Now), "UTC"), NewYork));
}
