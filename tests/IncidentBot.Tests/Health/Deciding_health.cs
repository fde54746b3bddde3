using IncidentBot.Chat;
using IncidentBot.Health;
using NodaTime;

namespace IncidentBot.Tests.Health;

public sealed class Deciding_health
{
    private static readonly HealthFacts Well = new() { Version = 60, Wanted = 60 };

    [Fact]
    public void Where_nothing_is_wrong_every_part_is_named_and_healthy()
    {
        var report = HealthReport.Of(Well with { Hearing = [("slack", new HearingNow(2, 2, null)), ("teams", null)] });

        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(["store", "migrations", "outbox", "jobs", "slack", "teams"], report.Parts.Select(part => part.Name));
    }

    [Fact]
    public void A_database_that_is_away_is_unhealthy_and_nothing_is_said_of_what_is_in_it()
    {
        var report = HealthReport.Of(Well with { StoreProblem = "It cannot be reached." });

        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Equal([("store", "It cannot be reached.")], report.Parts.Select(part => (part.Name, part.Says)));
    }

    [Theory]
    [InlineData(59)]
    [InlineData(61)]
    public void Tables_of_another_version_are_unhealthy(int version) =>
        AssertPart(Well with { Version = version }, "migrations", HealthStatus.Unhealthy);

    [Fact]
    public void A_bot_on_its_way_out_takes_nothing_more() =>
        AssertPart(Well with { IsStopping = true }, "stopping", HealthStatus.Unhealthy);

    [Theory]
    [InlineData(299, HealthStatus.Healthy)]
    [InlineData(301, HealthStatus.Degraded)]
    public void A_delivery_may_wait_for_five_minutes(int seconds, HealthStatus status) =>
        AssertPart(Well with { OldestDelivery = Duration.FromSeconds(seconds) }, "outbox", status);

    [Theory]
    [InlineData(59, HealthStatus.Healthy)]
    [InlineData(61, HealthStatus.Degraded)]
    public void What_is_due_may_be_a_minute_late(int seconds, HealthStatus status) =>
        AssertPart(Well with { Late = Duration.FromSeconds(seconds) }, "jobs", status);

    [Fact]
    public void What_was_given_up_is_told_and_keeps_nobody_from_working()
    {
        var report = HealthReport.Of(Well with { GivenUp = 3 });

        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Contains("3 given up", report.Parts.Single(part => part.Name == "outbox").Says, StringComparison.Ordinal);
    }

    [Fact]
    public void A_platform_that_is_not_heard_is_degraded_because_another_node_would_not_hear_it_either()
    {
        AssertPart(Well with { Hearing = [("slack", new HearingNow(0, 2, null))] }, "slack", HealthStatus.Degraded);
        AssertPart(Well with { Hearing = [("slack", new HearingNow(0, 2, "The token is wrong."))] }, "slack", HealthStatus.Degraded);
        AssertPart(Well with { Hearing = [("slack", new HearingNow(1, 2, null))] }, "slack", HealthStatus.Healthy);
    }

    private static void AssertPart(HealthFacts facts, string name, HealthStatus status)
    {
        var report = HealthReport.Of(facts);
        Assert.Equal(status, report.Parts.Single(part => part.Name == name).Status);
        Assert.Equal(status, report.Status);
    }
}
