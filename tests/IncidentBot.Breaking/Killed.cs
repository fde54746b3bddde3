using IncidentBot.Storage;

namespace IncidentBot.Breaking;

/// <summary>The process is killed again and again while people type, in the middle of whatever it does, also of its start.</summary>
public sealed class Killed
{
    [Fact]
    public async Task A_bot_on_SQLite_that_is_killed_at_any_instant_loses_nothing_and_doubles_nothing()
    {
        var form = Form.Begin();
        await using var place = await Workplace.OpenAsync();
        await using var node = new Node(place.Environment);
        var database = new SqliteDialect(Path.Combine(node.Folder, "data", "incidentbot.db"));

        await new Trial(form, place, database, node).KillAsync(Form.IsLong ? 200 : 15);
    }
}
