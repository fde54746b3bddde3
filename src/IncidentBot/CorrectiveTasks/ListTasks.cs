using Dapper;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using NodaTime;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Lists corrective tasks: of the incident spoken of, or of all where none is; the ones that are due first stand first, of one day those of the highest priority.</summary>
/// <param name="Which"><c>open</c>, <c>mine</c>, <c>overdue</c> or <c>all</c>.</param>
public sealed record ListTasks(string Which) : Question
{
    private const int Most = 40;

    /// <summary>The open ones of a team, over all incidents: those of its members and those that were given to it by name.</summary>
    public string? Team { get; init; }

    /// <summary>Those of that incident, wherever it is asked.</summary>
    public IncidentId? Of { get; init; }

    /// <inheritdoc />
    public override string Line =>
        Team is not null ? $"task list team {Team}"
        : Of is { } of ? $"task list {of}"
        : Which == "open" ? "task list"
        : $"task list {Which}";

    /// <inheritdoc />
    public override async Task<Reply> AnswerAsync(Questioned asked, CancellationToken cancellation)
    {
        var today = asked.Asked.Now.InZone(asked.Zone).Date;
        var rows = await asked.Store.ReadAsync(connection => connection.QueryAsync<Row>(Sql, Parameters(asked, today)), cancellation);
        var lines = rows.Where(row => Team is null || asked.Reminders.Teams.Has(Team, row.OwnerId, row.OwnerName))
            .Take(Most)
            .Select(row => LineOf(row, today))
            .ToList();
        var whose =
            Team is not null ? $"{asked.Reminders.Teams.Find(Team) ?? Team}: "
            : IncidentOf(asked) is { } incident ? $"{incident}: "
            : "";
        return Reply.Answer(
            lines.Count == 0
                ? Card.Of(
                    Prose.Of($"{whose}no {(Which is "all" ? "" : Which + " ")}task. Promise one with ")
                        + Prose.Code("task add TEXT @who due friday")
                        + "."
                )
                : Card.Of($"{whose}{Which} tasks", new Listing([.. lines]))
        );
    }

    internal static Reading Read(string words) =>
        words.Trim().ToLowerInvariant() switch
        {
            "" or "open" => new ListTasks("open"),
            "mine" or "me" or "my" => new ListTasks("mine"),
            "overdue" => new ListTasks("overdue"),
            "all" => new ListTasks("all"),
            var which when OfTeam(which) => new ListTasks("open") { Team = words.Trim()["team ".Length..].Trim().TrimStart('@') },
            var which when OfIncident(which) is { } id => new ListTasks("all") { Of = id },
            _ => Reading.NotUnderstood(
                "Type `task list mine`, `task list open`, `task list overdue`, `task list all`, `task list team NAME` or `task list INC-17`."
            ),
        };

    private static bool OfTeam(string words) =>
        words.StartsWith("team ", StringComparison.Ordinal) && words["team ".Length..].Trim(' ', '@').Length > 0;

    private static IncidentId? OfIncident(string word) =>
        IncidentId.TryParse(word, out var id) || IncidentId.TryParse("INC-" + word.TrimStart('#'), out id) ? id : null;

    private IncidentId? IncidentOf(Questioned asked) => Team is not null || Which == "mine" ? null : Of ?? asked.Incident?.Id;

    private const string Sql = """
        select t.incident, t.number, t.text, t.owner_id as OwnerId, t.owner_name as OwnerName, t.due, t.state,
               coalesce(t.priority, i.severity) as Priority
        from corrective_tasks t join incidents i on i.number = t.incident
        where (@incident = 0 or t.incident = @incident)
          and (@which = 'all' or t.state = 'open')
          and (@which <> 'mine' or t.owner_id = @me)
          and (@which <> 'overdue' or t.due < @today)
          and (not i.private or i.number = @here or @which = 'mine')
          and (@incident <> 0 or not i.drill)
        order by case when t.due is null then 1 else 0 end, t.due, coalesce(t.priority, i.severity), t.incident, t.number limit @most
        """;

    private object Parameters(Questioned asked, LocalDate today) =>
        new
        {
            incident = IncidentOf(asked)?.Number ?? 0,
            here = asked.Incident?.Id.Number ?? 0,
            which = Which,
            me = asked.Asked.By.Id,
            today,
            // Whose team it is, is known here and not there.
            most = Team is null ? Most : int.MaxValue,
        };

    private static Prose LineOf(Row row, LocalDate today) =>
        Prose.Strong($"INC-{row.Incident}/T{row.Number} ")
        + row.Text
        + $" — {row.OwnerName ?? "nobody"}, "
        + (
            row.Due is { } due
                ? $"due {due:uuuu-MM-dd}{(row.State == "open" && due < today ? $" ({Period.DaysBetween(due, today)} d overdue)" : "")}"
                : "no date"
        )
        + $", {((TaskPriority)row.Priority).Spoken()}"
        + (row.State == "open" ? "" : $" ({row.State})");

    private sealed record Row
    {
        public required long Incident { get; init; }
        public required long Number { get; init; }
        public required string Text { get; init; }
        public string? OwnerId { get; init; }
        public string? OwnerName { get; init; }
        public LocalDate? Due { get; init; }
        public required string State { get; init; }
        public required long Priority { get; init; }
    }
}
