using Dapper;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;

namespace IncidentBot.Incidents;

/// <summary>Lists incidents: open ones, closed ones or all, newest first. Private ones are listed only to those in their channel.</summary>
public sealed record ListIncidents(string Which) : Question
{
    private const int Most = 25;

    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new("list", "[open|closed|all]", "Lists incidents, the open ones where nothing else is said.", Read)
        {
            Aliases = ["ls", "incidents"],
            Examples = ["list", "list all"],
            NeedsIncident = false,
        };

    /// <inheritdoc />
    public override string Line => Which == "open" ? "list" : $"list {Which}";

    /// <inheritdoc />
    public override async Task<Reply> AnswerAsync(Questioned asked, CancellationToken cancellation)
    {
        var rows = await asked.Store.ReadAsync(
            connection =>
                connection.QueryAsync<Row>(
                    """
                    select i.number, i.title, i.severity, i.status, i.drill, i.commander, d.source
                    from incidents i left join imported_documents d on d.incident = i.number
                    where (@which = 'all' or (@which = 'closed') = (i.status = 'closed')) and (not i.private or i.number = @here)
                    order by i.number desc limit @most
                    """,
                    new
                    {
                        which = Which,
                        here = asked.Incident?.Id.Number ?? 0,
                        most = Most,
                    }
                ),
            cancellation
        );
        var lines = rows.Select(Line1).ToList();
        return Reply.Answer(
            lines.Count == 0
                ? Card.Of(
                    Which == "open"
                        ? Prose.Of("No incident is open. Declare one with ") + Prose.Code("open TITLE sev2") + "."
                        : $"There is no {(Which == "all" ? "" : Which + " ")}incident yet."
                )
                : Card.Of($"{char.ToUpperInvariant(Which[0])}{Which[1..]} incidents", new Listing([.. lines]))
        );
    }

    private static Prose Line1(Row row) =>
        Prose.Strong($"INC-{row.Number}")
        + $" {row.Title} ({((Severity)row.Severity).Spoken()}, {row.Status}{(row.Drill ? ", drill" : "")}) — "
        + (row.Source is { } source ? $"imported from {source}" : row.Commander ?? "nobody leads");

    private static Reading Read(string words, ReadingContext context) =>
        words.Trim().ToLowerInvariant() switch
        {
            "" or "open" => new ListIncidents("open"),
            "closed" => new ListIncidents("closed"),
            "all" => new ListIncidents("all"),
            _ => Reading.NotUnderstood("Type `list`, `list closed` or `list all`; `task list` lists corrective tasks."),
        };

    private sealed record Row
    {
        public required long Number { get; init; }
        public required string Title { get; init; }
        public required long Severity { get; init; }
        public required string Status { get; init; }
        public required bool Drill { get; init; }
        public string? Commander { get; init; }
        public string? Source { get; init; }
    }
}
