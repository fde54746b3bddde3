namespace IncidentBot.Breaking;

/// <summary>The process is killed at any instant; the server finds half a transaction.</summary>
public sealed class KilledOnPostgres
{
    [Fact]
    public async Task A_bot_on_PostgreSQL_that_is_killed_at_any_instant_loses_nothing_and_doubles_nothing()
    {
        var form = Form.Begin();
        await using var cluster = await Cluster.StartAsync();
        await using var place = await Workplace.OpenAsync(reminds: true);
        await using var node = new Node([.. place.Environment, .. cluster.Environment]);

        await Killed.ManyTimesAsync(form, node, Form.IsLong ? 200 : 10, new Trial(form, place, cluster.Dialect, node));
    }
}
