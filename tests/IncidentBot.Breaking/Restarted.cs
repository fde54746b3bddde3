namespace IncidentBot.Breaking;

/// <summary>Two bots on one PostgreSQL that is restarted and that cuts its connections, again and again.</summary>
public sealed class Restarted
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
}
