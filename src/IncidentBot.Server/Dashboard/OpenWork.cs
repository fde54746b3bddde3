using Dapper;
using IncidentBot.Incidents;
using IncidentBot.WebChat;
using NodaTime;

namespace IncidentBot.Server.Dashboard;

/// <summary>An incident in a list; <paramref name="Source"/> is the document that it was imported from, and then it opened when it began.</summary>
public sealed record IncidentLine(
    int Number,
    string Title,
    Severity Severity,
    string Status,
    string? Commander,
    Instant OpenedAt,
    bool IsDrill,
    string? Channel,
    string? Source
);

/// <summary>A promised task in a list.</summary>
public sealed record TaskLine(int Incident, int Number, string Text, string? Owner, LocalDate? Due);

/// <summary>How many tasks are open, and how many of these are overdue.</summary>
public sealed record TaskCounts(long Open, long Overdue);

/// <summary>What is open: incidents and promises. Private incidents are not listed.</summary>
public sealed class OpenWork(Bot bot)
{
    private const int Most = 200;

    /// <summary>The incidents, open ones first, newest first.</summary>
    public async Task<IReadOnlyList<IncidentLine>> IncidentsAsync(CancellationToken cancellation)
    {
        var rows = await bot.Database.ReadAsync(
            connection =>
                connection.QueryAsync<IncidentRow>(
                    """
                    select i.number, i.title, i.severity, i.status, i.commander, i.drill, c.channel, d.source,
                           case when d.source is null then i.opened_at else coalesce(i.started_at, i.opened_at) end as OpenedAt
                    from incidents i left join channels c on c.incident = i.number and c.platform = @web
                    left join imported_documents d on d.incident = i.number
                    where not i.private order by case when i.status = 'closed' then 1 else 0 end, i.number desc limit @most
                    """,
                    new { most = Most, web = WebPlatform.PlatformName }
                ),
            cancellation
        );
        return
        [
            .. rows.Select(row => new IncidentLine(
                (int)row.Number,
                row.Title,
                (Severity)row.Severity,
                row.Status,
                row.Commander,
                row.OpenedAt,
                row.Drill,
                row.Channel,
                row.Source
            )),
        ];
    }

    /// <summary>The open tasks, those due first in front; drills' are not promises.</summary>
    public async Task<IReadOnlyList<TaskLine>> TasksAsync(CancellationToken cancellation)
    {
        var rows = await bot.Database.ReadAsync(
            connection =>
                connection.QueryAsync<TaskRow>(
                    """
                    select t.incident, t.number, t.text, t.owner_name as OwnerName, t.due
                    from corrective_tasks t join incidents i on i.number = t.incident
                    where t.state = 'open' and not i.private and not i.drill
                    order by case when t.due is null then 1 else 0 end, t.due, t.incident, t.number limit @most
                    """,
                    new { most = Most }
                ),
            cancellation
        );
        return [.. rows.Select(row => new TaskLine((int)row.Incident, (int)row.Number, row.Text, row.OwnerName, row.Due))];
    }

    /// <summary>How many tasks are open, and how many of these are overdue on that day.</summary>
    public Task<TaskCounts> CountsAsync(LocalDate today, CancellationToken cancellation) =>
        bot.Database.ReadAsync(
            async connection =>
            {
                var row = await connection.QuerySingleAsync<CountRow>(
                    """
                    select count(*) as Open, coalesce(sum(case when t.due < @today then 1 else 0 end), 0) as Overdue
                    from corrective_tasks t join incidents i on i.number = t.incident
                    where t.state = 'open' and not i.private and not i.drill
                    """,
                    new { today }
                );
                return new TaskCounts(row.Open, row.Overdue);
            },
            cancellation
        );

    private sealed record CountRow
    {
        public required long Open { get; init; }
        public required long Overdue { get; init; }
    }

    private sealed record IncidentRow
    {
        public required long Number { get; init; }
        public required string Title { get; init; }
        public required long Severity { get; init; }
        public required string Status { get; init; }
        public required bool Drill { get; init; }
        public required Instant OpenedAt { get; init; }
        public string? Commander { get; init; }
        public string? Channel { get; init; }
        public string? Source { get; init; }
    }

    private sealed record TaskRow
    {
        public required long Incident { get; init; }
        public required long Number { get; init; }
        public required string Text { get; init; }
        public string? OwnerName { get; init; }
        public LocalDate? Due { get; init; }
    }
}
