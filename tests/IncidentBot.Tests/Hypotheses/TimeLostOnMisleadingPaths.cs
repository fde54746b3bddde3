using IncidentBot.Hypotheses;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Tests.Hypotheses;

public sealed class TimeLostOnMisleadingPaths
{
    private static readonly AnIncident Early = AnIncident.OpenedBy("X at 08:00");

    [Fact]
    public void Exact_times_cost_exactly() => Costs(["suspect at 08:10 X", "ruledout H1 at 08:35 Y"], 25, "25 min");

    [Fact]
    public void Approximate_times_cost_about() => Costs(["suspect around 08:10 X", "ruledout H1 at 08:35 Y"], 25, "about 25 min");

    [Fact]
    public void A_range_costs_a_least_and_a_most()
    {
        var path = Path("suspect at 08:10 X", "ruledout H1 between 08:20 and 08:50 Y");

        Assert.Equal((Duration.FromMinutes(10), Duration.FromMinutes(40)), (path.Least, path.Most));
        Assert.Equal("10 min to 40 min", path.Cost);
    }

    [Fact]
    public void An_unknown_time_lies_between_its_neighbours()
    {
        var path = Path("note at 08:05 A", "suspect at ? X", "note at 08:15 B", "ruledout H1 at 08:45 Y");

        Assert.Equal((Duration.FromMinutes(30), Duration.FromMinutes(40)), (path.Least, path.Most));
        Assert.Equal("30 min to 40 min (times unknown)", path.Cost);
    }

    [Fact]
    public void Two_unknown_times_cost_at_most_what_their_neighbours_allow() =>
        Assert.Equal(
            "up to 25 min (times unknown)",
            Path("note at 08:05 A", "suspect at ? X", "ruledout H1 at ? Y", "note at 08:30 B").Cost
        );

    [Fact]
    public void Neighbours_that_were_told_the_wrong_way_round_bound_it_all_the_same()
    {
        var path = Path("note at 08:30 A", "suspect at ? X", "note at 08:10 B", "ruledout H1 at 08:40 Y");

        Assert.Equal((Duration.FromMinutes(10), Duration.FromMinutes(30)), (path.Least, path.Most));
    }

    [Fact]
    public void Nothing_after_an_unknown_end_bounds_nothing() =>
        Assert.Equal("an unknown time", Path("note at 08:05 A", "suspect at 08:10 X", "ruledout H1 at ? Y").Cost);

    [Fact]
    public void Paths_that_overlap_count_once() =>
        Assert.Equal(
            Duration.FromMinutes(40),
            Lost("suspect at 08:00 A", "suspect at 08:10 B", "ruledout H1 at 08:30 No", "ruledout H2 at 08:40 No").Total
        );

    [Fact]
    public void Paths_apart_add_up() =>
        Assert.Equal(
            Duration.FromMinutes(20),
            Lost("suspect at 08:00 A", "ruledout H1 at 08:10 No", "suspect at 08:30 B", "ruledout H2 at 08:40 No").Total
        );

    [Fact]
    public void A_path_inside_another_adds_nothing() =>
        Assert.Equal(
            Duration.FromMinutes(60),
            Lost("suspect at 08:00 A", "suspect at 08:10 B", "ruledout H2 at 08:20 No", "ruledout H1 at 09:00 No").Total
        );

    [Fact]
    public void Ruled_out_before_it_was_suspected_costs_nothing() =>
        Assert.Equal(Duration.Zero, Lost("suspect at 08:30 A", "ruledout H1 at 08:10 No").Total);

    [Fact]
    public void What_is_open_or_confirmed_costs_nothing() =>
        Assert.Empty(Lost("suspect at 08:00 A", "suspect at 08:00 B", "confirm H2 at 08:30 Yes").Paths);

    [Theory]
    [InlineData(25, 100, 25)]
    [InlineData(1, 3, 33)]
    [InlineData(1, 200, 1)]
    public void The_share_is_rounded_to_the_nearest(int part, int whole, int percent) =>
        Assert.Equal(percent, TimeLost.Percent(Duration.FromMinutes(part), Duration.FromMinutes(whole)));

    [Fact]
    public void There_is_no_share_of_nothing() => Assert.Null(TimeLost.Percent(Duration.FromMinutes(1), Duration.Zero));

    private static void Costs(string[] lines, int minutes, string words)
    {
        var path = Path(lines);
        Assert.Equal(Duration.FromMinutes(minutes), path.Least);
        Assert.Equal(words, path.Cost);
    }

    private static MisleadingPath Path(params string[] lines) => Assert.Single(Lost(lines).Paths);

    private static TimeLost Lost(params string[] lines) => Early.After(lines).Incident.TimeLost;
}
