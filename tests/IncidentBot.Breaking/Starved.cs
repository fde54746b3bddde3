namespace IncidentBot.Breaking;

/// <summary>Two bots on one PostgreSQL whose disk is full for a while.</summary>
public sealed class Starved
{
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
}
