using IncidentBot.Storage;

namespace IncidentBot.Breaking;

/// <summary>Somebody sets the clock of the machine, with the bot's data on SQLite.</summary>
public sealed class JumpedOnSqlite
{
    [Fact]
    public async Task A_clock_that_jumps_has_nothing_happen_twice_and_nothing_forgotten_on_SQLite()
    {
        var form = Form.Begin();
        var time = Jumped.OnTuesday();
        await using var place = await Workplace.OpenAsync(reminds: true, time);
        await using var node = await HostedNode.StartAsync(time, [.. place.Environment]);

        await Jumped.ForthAndBackAsync(form, time, new Trial(form, place, new SqliteDialect(node.Database), node));
    }
}
