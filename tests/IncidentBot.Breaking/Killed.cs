namespace IncidentBot.Breaking;

/// <summary>Kills a bot again and again while people type, in the middle of whatever it does, also of its start.</summary>
internal static class Killed
{
    // Every fourth time while it starts, else after a few more commands, which is somewhere else each time.
    public static async Task ManyTimesAsync(Form form, Node node, int times, Trial trial)
    {
        var dice = form.Dice(1_000);
        await node.StartAsync();
        await trial.RunAsync(async crowd =>
        {
            for (var kill = 0; kill < times; kill++)
            {
                if (kill % 4 != 3)
                {
                    await trial.AcknowledgedAsync(dice.Next(100));
                }

                await Pause.Of(dice.Next(kill % 4 == 3 ? 1_000 : 50));
                await node.KillAsync();
                node.Begin();
                await crowd.CheckAsync();
            }
        });
        Form.Say($"{times} kills.");
    }
}
