using IncidentBot.Storage;

namespace IncidentBot.Breaking;

/// <summary>The process is killed at any instant; its file is all that is left.</summary>
public sealed class KilledOnSqlite
{
    [Fact]
    public async Task A_bot_on_SQLite_that_is_killed_at_any_instant_loses_nothing_and_doubles_nothing()
    {
        var form = Form.Begin();
        await using var place = await Workplace.OpenAsync(reminds: true);
        await using var node = new Node(place.Environment);
        var database = new SqliteDialect(Path.Combine(node.Folder, "data", "incidentbot.db"));

        await Killed.ManyTimesAsync(form, node, Form.IsLong ? 200 : 15, new Trial(form, place, database, node));
    }
}
