using IncidentBot.Storage;

namespace IncidentBot.Breaking;

/// <summary>Two bots on one PostgreSQL that is restarted, cut off, out of room; and one of them stands still for longer than its lease.</summary>
public sealed class Starved
{
    [Fact]
    public async Task A_database_that_is_restarted_and_cuts_every_connection_loses_nothing_and_doubles_nothing()
    {
        var form = Form.Begin();
        await using var pair = await Pair.StartAsync(form);
        var (dice, blows) = (form.Dice(2_000), Form.IsLong ? 100 : 8);
        string[] kinds = ["restart -m fast", "restart -m immediate", "cut"];

        await pair.Trial.RunAsync(async crowd =>
        {
            for (var blow = 0; blow < blows; blow++)
            {
                await Pause.Of(dice.Next(1_500));
                await (
                    kinds[(blow + form.Seed) % kinds.Length] is var kind and not "cut"
                        ? pair.Cluster.ControlAsync(kind)
                        : pair.Cluster.CutAsync()
                );
                await crowd.CheckAsync();
            }
        });

        Form.Say($"{blows} times restarted or cut.");
    }

    [Fact]
    public async Task A_database_whose_disk_is_full_refuses_and_goes_on_once_there_is_room()
    {
        var form = Form.Begin();
        await using var disk = await SmallDisk.MountAsync();
        await using var pair = await Pair.StartAsync(form, disk);
        var times = Form.IsLong ? 10 : 1;

        await pair.Trial.RunAsync(async crowd =>
        {
            for (var i = 0; i < times; i++)
            {
                await Pause.Of(2_000);
                var refused = pair.Trial.Ledger.Refused;
                await disk.FillAsync();
                while (pair.Trial.Ledger.Refused < refused + 100)
                {
                    await crowd.CheckAsync();
                    await Pause.Of(50);
                }

                disk.MakeRoom();
                await crowd.CheckAsync();
            }

            await Pause.Of(2_000);
        });

        Form.Say($"{times} times full.");
    }

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

    private static readonly TimeSpan LongerThanTheLease = Outbox.Lease.Length.ToTimeSpan() + TimeSpan.FromSeconds(5);
}
