namespace IncidentBot.Breaking;

/// <summary>Sets the clock an hour forward, and back again, while people type.</summary>
internal static class Jumped
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>A clock that shows an ordinary Tuesday morning.</summary>
    public static SetClock OnTuesday() => new(new DateTimeOffset(2026, 3, 3, 10, 0, 5, TimeSpan.Zero));

    // Each time everything has to reach Slack although the clock stands an hour back; forward at the end, for what was set in the hour taken away.
    public static async Task ForthAndBackAsync(Form form, SetClock time, Trial trial)
    {
        var (dice, times) = (form.Dice(3_000), Form.IsLong ? 10 : 1);
        await trial.RunAsync(async crowd =>
        {
            for (var i = 0; i < times; i++)
            {
                await Pause.Of(dice.Next(4_000, 9_000));
                time.Jump(Hour);
                await Pause.Of(dice.Next(4_000, 9_000));
                time.Jump(-Hour);
                await crowd.CheckAsync();
            }

            await Pause.Of(dice.Next(2_000, 4_000));
            await crowd.FinishAsync();
            await trial.DeliveredAsync();
            time.Jump(Hour);
        });
        Form.Say($"{times} times an hour forward and back.");
    }
}
