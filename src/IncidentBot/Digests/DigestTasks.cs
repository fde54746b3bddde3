using System.Text.Json;
using Dapper;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Digests;

/// <summary>Reads what the weekly digest is made of. Private incidents and drills are never in it.</summary>
internal static class DigestTasks
{
    private static readonly Duration Week = Duration.FromDays(7);

    // Which tasks were done in the week is known from the events; a task that was reopened since is open.
    private const string Completed = """
        select e.incident, e.data from incident_events e
        where e.kind = 'task_completed' and e.recorded_at > @since and e.recorded_at <= @now
        """;

    private const string Tasks = """
        select t.incident, i.title, t.number, t.text, t.owner_id as OwnerId, t.owner_name as OwnerName, t.due, t.state,
               coalesce(t.priority, i.severity) as Priority
        from corrective_tasks t join incidents i on i.number = t.incident
        where t.parent is null and not i.private and not i.drill
          and (t.owner_id is not null or not exists (select 1 from imported_documents d where d.incident = t.incident))
          and (t.state = 'open' or (t.state = 'done' and exists (
            select 1 from incident_events e
            where e.incident = t.incident and e.kind = 'task_completed' and e.recorded_at > @since and e.recorded_at <= @now)))
        """;

    public static Task<IReadOnlyList<DigestTask>> ReadAsync(Database database, Instant now, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<DigestTask>>(
            async connection =>
            {
                var week = new { since = now - Week, now };
                var events = await connection.QueryAsync<Done>(Completed, week);
                var done = events.Select(row => (row.Incident, row.Task())).ToHashSet();
                var rows = await connection.QueryAsync<Row>(Tasks, week);
                return [.. rows.Where(row => row.State == "open" || done.Contains((row.Incident, row.Number))).Select(row => row.ToTask())];
            },
            cancellation
        );

    private sealed record Done
    {
        public required long Incident { get; init; }
        public required string Data { get; init; }

        public long Task() => ((TaskCompleted)JsonSerializer.Deserialize(Data, StoredJson.Event)!).Task;
    }

    private sealed record Row
    {
        public required long Incident { get; init; }
        public required string Title { get; init; }
        public required long Number { get; init; }
        public required string Text { get; init; }
        public string? OwnerId { get; init; }
        public string? OwnerName { get; init; }
        public LocalDate? Due { get; init; }
        public required string State { get; init; }
        public required long Priority { get; init; }

        public DigestTask ToTask() =>
            new()
            {
                Incident = (int)Incident,
                Title = Title,
                Number = (int)Number,
                Text = Text,
                OwnerId = OwnerId,
                OwnerName = OwnerName,
                Due = Due,
                Priority = (TaskPriority)Priority,
                IsDone = State != "open",
            };
    }
}
