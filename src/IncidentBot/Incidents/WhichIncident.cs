using Dapper;
using IncidentBot.Chat.Cards;
using IncidentBot.Storage;

namespace IncidentBot.Incidents;

/// <summary>Asks which incident something belongs to, where the place does not tell. Private ones are not offered: they are chosen where they live.</summary>
public sealed class WhichIncident(Database database)
{
    /// <summary>The name of the field that asks for it; its answer is the incident's number.</summary>
    public const string Field = "incident";

    private const string Open = """
        select number, title from incidents where status <> 'closed' and not private order by number desc limit @most
        """;
    private const string All = """
        select number, title from incidents where not private order by case when status = 'closed' then 1 else 0 end, number desc limit @most
        """;

    /// <summary>The question, the newest first; null where there is no incident to choose.</summary>
    /// <param name="closedToo">Whether closed ones are offered behind the open ones: what is promised is often promised when all is over.</param>
    /// <param name="most">How many choices the platform shows.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<FormField?> AskAsync(bool closedToo, int most, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(
            connection => connection.QueryAsync<(long Number, string Title)>(closedToo ? All : Open, new { most }),
            cancellation
        );
        var choices = rows.Select(row => new FieldChoice($"{row.Number}", $"INC-{row.Number} {Mentions.InWords(row.Title)}")).ToList();
        return choices.Count == 0 ? null : new FormField(Field, "Which incident?", FieldKind.Choice) { Choices = [.. choices] };
    }
}
