using IncidentBot.Outbox;

namespace IncidentBot.Breaking;

/// <summary>Of two bots on one PostgreSQL one stands still for longer than its lease, and goes on as if nothing had been.</summary>
public sealed class Frozen
{
    private static readonly TimeSpan LongerThanTheLease = Lease.Length.ToTimeSpan() + TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_node_that_stands_still_for_longer_than_its_lease_neither_loses_nor_doubles()
    {
        var form = Form.Begin();
        await using var pair = await Pair.StartAsync(form, mayRepeat: true);
        var times = Form.IsLong ? 10 : 1;

        await pair.Trial.RunAsync(async crowd =>
        {
            for (var i = 0; i < times; i++)
            {
                await Pause.Of(2_000 + form.Dice(i).Next(1_000));
                pair.Nodes[i % 2].Freeze();
                await Pause.For(LongerThanTheLease);
                pair.Nodes[i % 2].Thaw();
                await crowd.CheckAsync();
            }

            await Pause.Of(1_000);
        });

        Form.Say($"{times} times frozen for {LongerThanTheLease.TotalSeconds} s.");
    }
}
