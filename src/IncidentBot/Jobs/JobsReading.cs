using System.Data.Common;
using Dapper;
using IncidentBot.Reminders;
using NodaTime;

namespace IncidentBot.Jobs;

/// <summary>Reads the report. Only reads, so that <c>doctor</c> can, beside a bot that runs.</summary>
public static class JobsReading
{
    private const int Most = 20;

    /// <summary>The report as of now.</summary>
    public static async Task<JobsReport> ReadAsync(DbConnection connection, Instant now)
    {
        var next = await connection.QueryAsync<AwaitedRow>(
            """
            select w.due_at as DueAt, w.kind, w.number, w.attempts, w.incident, coalesce(i.private, @unknown) as Hidden
            from wakeups w left join incidents i on i.number = w.incident order by w.due_at limit @Most
            """,
            new { unknown = true, Most }
        );
        var failures = await connection.QueryAsync<FailedRow>(
            """
            select f.failed_at as FailedAt, f.kind, f.number, f.attempts, f.incident, f.error, f.solved_at as SolvedAt,
                   coalesce(i.private, @unknown) as Hidden
            from wakeup_failures f left join incidents i on i.number = f.incident order by f.failed_at desc limit @Most
            """,
            new { unknown = true, Most }
        );
        var runs = await connection.QueryAsync<RunRow>(
            """
            select ran_at as RanAt, woken_by as WokenBy, handled, failed, late_ms as LateMs
            from wakeup_runs order by ran_at desc limit @Most
            """,
            new { Most }
        );
        var waiting = next.Select(row => row.ToAwaited()).ToList();
        return new JobsReport(
            now,
            await connection.ExecuteScalarAsync<long>("select count(*) from wakeups"),
            await connection.ExecuteScalarAsync<long>("select count(*) from wakeups where due_at <= @now", new { now }),
            waiting.Select(one => (Instant?)one.At).FirstOrDefault(at => at <= now),
            waiting,
            [.. failures.Select(row => row.ToFailed())],
            [.. runs.Select(row => row.ToRun())],
            await connection.ExecuteScalarAsync<long>(
                "select coalesce(sum(handled + failed), 0) from wakeup_runs where woken_by = @sweeper",
                new { sweeper = (int)WokenBy.Sweeper }
            )
        );
    }

    private static string What(long kind, long number) =>
        (WakeupKind)kind switch
        {
            WakeupKind.TimeBox => $"the time box of H{number}",
            WakeupKind.StatusUpdate => "the next status update",
            WakeupKind.TaskReminder => $"the reminder of T{number}",
            WakeupKind.Overdue => "the count of overdue tasks",
            WakeupKind.Review => $"the reminder of the review #{number}",
            _ => "a nudge",
        };

    private abstract record Row
    {
        public required long Incident { get; init; }
        public required long Kind { get; init; }
        public required long Number { get; init; }
        public required long Attempts { get; init; }
        public required bool Hidden { get; init; }

        protected string What => JobsReading.What(Kind, Number);

        protected string? Name => Hidden ? null : $"INC-{Incident}";
    }

    private sealed record AwaitedRow : Row
    {
        public required Instant DueAt { get; init; }

        public AwaitedWakeup ToAwaited() => new(DueAt, What, Name, Attempts);
    }

    private sealed record FailedRow : Row
    {
        public required Instant FailedAt { get; init; }
        public required string Error { get; init; }
        public Instant? SolvedAt { get; init; }

        public FailedWakeup ToFailed() => new(FailedAt, What, Name, Attempts, Hidden ? "see the log" : Error, SolvedAt);
    }

    private sealed record RunRow
    {
        public required Instant RanAt { get; init; }
        public required long WokenBy { get; init; }
        public required long Handled { get; init; }
        public required long Failed { get; init; }
        public required long LateMs { get; init; }

        public WakeupRun ToRun() => new(RanAt, (WokenBy)WokenBy, Handled, Failed, Duration.FromMilliseconds(LateMs));
    }
}
