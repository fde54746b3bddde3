using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Tests.Times;

public sealed class MomentTests : TimeTestBase
{
    [Theory]
    [InlineData("2023-10-15T14:45:00Z", "America/New_York", "at 2023-10-15T10:45-04:00[America/New_York]")]
    [InlineData("2023-10-15T14:45:00Z", "UTC", "at 2023-10-15T14:45Z")]
    [InlineData("2023-10-15T14:45:00Z", "Etc/UTC", "at 2023-10-15T14:45+00:00[Etc/UTC]")]
    [InlineData("2023-10-15T14:45:00Z", "UTC-04", "at 2023-10-15T10:45-04:00")]
    [InlineData("2023-10-15T14:45:30Z", "UTC", "at 2023-10-15T14:45:30Z")]
    [InlineData("2023-10-15T14:45:00.000001Z", "UTC", "at 2023-10-15T14:45:00.000001Z")]
    public void It_prints_the_words_of_the_command(string at, string zone, string words) =>
        Assert.Equal(words, Moment.Exact(At(at), zone).ToString());

    [Fact]
    public void A_rough_time_prints_around() => Assert.Equal("around 2024-06-05T16:00Z", Moment.Approximate(At(Now), "UTC").ToString());

    [Fact]
    public void A_range_prints_between() =>
        Assert.Equal(
            "between 2024-06-05T15:00Z and 2024-06-05T16:00Z",
            Moment.Between(At("2024-06-05T15:00:00Z"), At(Now), "UTC").ToString()
        );

    [Fact]
    public void An_unknown_time_prints_a_question_mark() => Assert.Equal("at ?", Moment.Unknown("UTC").ToString());

    [Fact]
    public void The_latest_of_a_range_is_its_end() =>
        Assert.Equal(At(Now), Moment.Between(At("2024-06-05T15:00:00Z"), At(Now), "UTC").Latest);

    [Fact]
    public void The_latest_of_an_exact_time_is_itself() => Assert.Equal(At(Now), Moment.Exact(At(Now), "UTC").Latest);

    [Fact]
    public void Equal_words_are_equal_moments() =>
        Assert.Equal(Moment.Exact(At(Now), "America/New_York"), Moment.Exact(At(Now), "America/New_York"));

    [Fact]
    public void Another_zone_is_another_moment() => Assert.NotEqual(Moment.Exact(At(Now), "UTC"), Moment.Exact(At(Now), "Etc/UTC"));

    [Fact]
    public void A_range_does_not_end_before_it_starts() =>
        Assert.Throws<ArgumentException>(() => Moment.Between(At(Now), At(Now) - Duration.Epsilon, "UTC"));

    [Fact]
    public void A_zone_that_nobody_knows_is_not_accepted() => Assert.Throws<ArgumentException>(() => Moment.Exact(At(Now), "Mars/Base"));
}
