using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Times;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Storage;

/// <summary>An incident's row and its tasks' rows: the sum of the events, for lists, statistics and reminders.</summary>
internal static class IncidentRow
{
    private const string Upsert = """
        insert into incidents (
            number, title, severity, status, private, drill, zone, declared_by, commander, started_at, detected_at, acknowledged_at, mitigated_at,
            restored_at, cause_found_at, resolved_at, closed_at, opened_at, seconds_to_cause, seconds_misled, duration_seconds, sequence)
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21)
        on conflict (number) do update set
            title = excluded.title, severity = excluded.severity, status = excluded.status, private = excluded.private, drill = excluded.drill,
            zone = excluded.zone, sequence = excluded.sequence, commander = excluded.commander, started_at = excluded.started_at,
            detected_at = excluded.detected_at, acknowledged_at = excluded.acknowledged_at, mitigated_at = excluded.mitigated_at,
            restored_at = excluded.restored_at, cause_found_at = excluded.cause_found_at, resolved_at = excluded.resolved_at,
            closed_at = excluded.closed_at, seconds_to_cause = excluded.seconds_to_cause, seconds_misled = excluded.seconds_misled,
            duration_seconds = excluded.duration_seconds
        """;

    private const string AdvanceSequence = "update incidents set sequence = @p1 where number = @p0";

    // A retracted task leaves the list; the numbers of the others stay.
    private const string DeleteTask = "delete from corrective_tasks where incident = @p0 and number = @p1";

    private const string UpsertTask = """
        insert into corrective_tasks (incident, number, text, owner_id, owner_name, due, repeats, parent, state, verified, snoozed_until, priority)
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11)
        on conflict (incident, number) do update set
            text = excluded.text, owner_id = excluded.owner_id, owner_name = excluded.owner_name, due = excluded.due, repeats = excluded.repeats,
            parent = excluded.parent, state = excluded.state, verified = excluded.verified, snoozed_until = excluded.snoozed_until, priority = excluded.priority
        """;

    /// <summary>Writes what has changed since the row was written; a note changes nothing but the sequence.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="before">The incident that the row says; null where there is no row, or nobody knows.</param>
    /// <param name="incident">What it has to say.</param>
    public static async Task WriteAsync(CommitUnit unit, Incident? before, Incident incident)
    {
        var values = Values(incident);
        if (before is not null && values.AsSpan().SequenceEqual(Values(before)))
        {
            await unit.Statement(AdvanceSequence).ExecuteAsync(incident.Id.Number, incident.Sequence);
        }
        else
        {
            await unit.Statement(Upsert).ExecuteAsync([.. values, incident.Sequence]);
        }

        if (before is null || before.Tasks != incident.Tasks || before.NextTask != incident.NextTask)
        {
            await WriteTasksAsync(unit, before, incident);
        }
    }

    // All of the row but its sequence.
    private static object?[] Values(Incident incident) =>
        [
            incident.Id.Number,
            incident.Title,
            (int)incident.Severity,
            incident.Status.Spoken(),
            incident.IsPrivate,
            incident.IsDrill,
            incident.ZoneId,
            incident.Entries[0].By.Id,
            incident.Commander?.Name,
            At(incident.StartedAt),
            At(incident.DetectedAt),
            At(incident.AcknowledgedAt),
            At(incident.MitigatedAt),
            At(incident.RestoredAt),
            At(incident.CauseFoundAt),
            At(incident.ResolvedAt),
            At(incident.ClosedAt),
            TypeHandlers.ToParameter(incident.Entries[0].RecordedAt),
            Seconds(incident.TimeToCause),
            Seconds(incident.TimeLost.Total),
            Seconds(incident.Duration),
        ];

    // An incident may have hundreds of tasks, and each reminder of one changes the incident.
    private static async Task WriteTasksAsync(CommitUnit unit, Incident? before, Incident incident)
    {
        var known = before?.Tasks.ToDictionary(task => task.Number) ?? [];
        var now = incident.Tasks.ToDictionary(task => task.Number);
        for (var number = 1; number < incident.NextTask; number++)
        {
            var was = known.GetValueOrDefault(number);
            if (!now.TryGetValue(number, out var task))
            {
                await (
                    before is null || was is not null || number >= before.NextTask
                        ? unit.Statement(DeleteTask).ExecuteAsync(incident.Id.Number, number)
                        : Task.CompletedTask
                );
            }
            else if (
                !ReferenceEquals(was, task)
                && Values(task) is var values
                && !(was is not null && values.AsSpan().SequenceEqual(Values(was)))
            )
            {
                await unit.Statement(UpsertTask).ExecuteAsync([incident.Id.Number, .. values]);
            }
        }
    }

    // All of a task's row but its incident.
    private static object?[] Values(CorrectiveTask task) =>
        [
            task.Number,
            task.Text,
            task.Owner?.Person?.Id,
            task.Owner?.Name,
            task.Due?.ToDateOnly(),
            task.Every is { } every ? PeriodPattern.Roundtrip.Format(every) : null,
            task.Parent,
            State(task.State),
            task.Verified is not null,
            TypeHandlers.ToParameter(task.SnoozedUntil),
            (int?)task.Priority,
        ];

    private static string State(TaskState state) =>
        state switch
        {
            TaskState.Open => "open",
            TaskState.Done => "done",
            _ => "dropped",
        };

    private static object At(Moment? when) => TypeHandlers.ToParameter(when?.From);

    private static object? Seconds(Duration? duration) => duration is { } d ? (long)d.TotalSeconds : null;
}
