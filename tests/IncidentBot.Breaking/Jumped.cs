using IncidentBot.Storage;

namespace IncidentBot.Breaking;

/// <summary>Somebody sets the clock an hour forward, and back again.</summary>
public sealed class Jumped
{
    private static readonly DateTimeOffset Tuesday = new(2026, 3, 3, 10, 0, 5, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_clock_that_jumps_has_nothing_happen_twice_and_nothing_forgotten_on_SQLite()
    {
        var form = Form.Begin();
        var time = new SetClock(Tuesday);
        await using var place = await Workplace.OpenAsync(time);
        await using var node = await HostedNode.StartAsync(time, [.. place.Environment]);

        await JumpAsync(form, time, new Trial(form, place, new SqliteDialect(node.Database), node));
    }

    [Fact]
    public async Task A_clock_that_jumps_has_nothing_happen_twice_and_nothing_forgotten_on_PostgreSQL()
    {
        var form = Form.Begin();
        var time = new SetClock(Tuesday);
        await using var cluster = await Cluster.StartAsync();
        await using var place = await Workplace.OpenAsync(time);
        await using var node = await HostedNode.StartAsync(time, [.. place.Environment, .. cluster.Environment]);

        await JumpAsync(form, time, new Trial(form, place, cluster.Dialect, node));
    }

    // Forward at the end: what was set for the hour that was taken away comes then.
    private static async Task JumpAsync(Form form, SetClock time, Trial trial)
    {
        var (dice, times) = (form.Dice(3_000), Form.IsLong ? 21 : 3);
        await trial.RunAsync(async crowd =>
        {
            for (var jump = 0; jump < times; jump++)
            {
                await Pause.Of(dice.Next(4_000, 9_000));
                time.Jump(jump % 2 == 0 ? Hour : -Hour);
                await crowd.CheckAsync();
            }

            await Pause.Of(dice.Next(2_000));
        });
        Form.Say($"{times} jumps of an hour.");
    }
}
