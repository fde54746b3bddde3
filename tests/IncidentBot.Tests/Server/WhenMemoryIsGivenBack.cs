using IncidentBot.Server;

namespace IncidentBot.Tests.Server;

public sealed class WhenMemoryIsGivenBack
{
    private const long Megabyte = 1_000_000;

    [Theory]
    [InlineData(400, 1, true)]
    [InlineData(400, 50, false)]
    [InlineData(5, 1, false)]
    [InlineData(0, 0, false)]
    public void It_is_when_a_burst_is_over(long sinceGivenBack, long inLastPeriod, bool expected) =>
        Assert.Equal(expected, QuietMemory.IsMoment(sinceGivenBack * Megabyte, inLastPeriod * Megabyte));
}
