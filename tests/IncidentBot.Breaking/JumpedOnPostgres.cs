namespace IncidentBot.Breaking;

/// <summary>Somebody sets the clock of the machine, with the bot's data on PostgreSQL.</summary>
public sealed class JumpedOnPostgres
{
    [Fact]
    public async Task A_clock_that_jumps_has_nothing_happen_twice_and_nothing_forgotten_on_PostgreSQL()
    {
        var form = Form.Begin();
        var time = Jumped.OnTuesday();
        await using var cluster = await Cluster.StartAsync();
        await using var place = await Workplace.OpenAsync(reminds: true, time);
        await using var node = await HostedNode.StartAsync(time, [.. place.Environment, .. cluster.Environment]);

        await Jumped.ForthAndBackAsync(form, time, new Trial(form, place, cluster.Dialect, node));
    }
}
