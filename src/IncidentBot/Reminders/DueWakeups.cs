using Dapper;
using IncidentBot.Jobs;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>The rows of due times, as whoever hands them out sees them.</summary>
internal sealed class DueWakeups(Database database)
{
    private const int MostScheduledAnew = 10_000;
    private const int ScheduledTogether = 200;

    /// <summary>What is due, the oldest first.</summary>
    public async Task<IReadOnlyList<DueWakeup>> ListAsync(Instant now, int most, CancellationToken cancellation) =>
        [
            .. await database.ReadAsync(
                connection =>
                    connection.QueryAsync<DueWakeup>(
                        """
                        select incident, kind, number, due_at as DueAt, attempts, first_due_at as FirstDueAt
                        from wakeups where due_at <= @now order by due_at limit @most
                        """,
                        new { now, most }
                    ),
                cancellation
            ),
        ];

    /// <summary>How many have been due since that time or longer.</summary>
    public Task<long> CountAsync(Instant since, CancellationToken cancellation) =>
        database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>("select count(*) from wakeups where due_at <= @since", new { since }),
            cancellation
        );

    /// <summary>The next due time; null where there is none.</summary>
    public Task<Instant?> NextAsync(Instant after, CancellationToken cancellation) =>
        database.ReadAsync(connection => NextAsync(connection, after), cancellation);

    /// <summary>It is handled. Only this due time goes: the decision may have set another one meanwhile.</summary>
    public Task ForgetAsync(DueWakeup due, CancellationToken cancellation) =>
        database.WriteAsync(
            "delete from wakeups where incident = @Incident and kind = @Kind and number = @Number and due_at = @DueAt",
            new
            {
                due.Incident,
                due.Kind,
                due.Number,
                due.DueAt,
            },
            cancellation
        );

    /// <summary>It could not be handled: why, and when it is tried again.</summary>
    public Task PutOffAsync(DueWakeup due, Instant now, Instant until, string error, CancellationToken cancellation) =>
        database.WriteInUnitAsync(
            async unit =>
            {
                await unit.Transaction.Connection!.ExecuteAsync(PutOff, Parameters(due, now, until, error), unit.Transaction);
                unit.TouchDue(until);
                return true;
            },
            cancellation
        );

    /// <summary>It could be handled after all.</summary>
    public Task SolveAsync(DueWakeup due, Instant now, CancellationToken cancellation) =>
        database.WriteAsync(
            "update wakeup_failures set solved_at = @now where incident = @Incident and kind = @Kind and number = @Number",
            new
            {
                due.Incident,
                due.Kind,
                due.Number,
                now,
            },
            cancellation
        );

    /// <summary>
    /// Gives the engine a job for everything that is still to come: it may have forgotten, be another engine than yesterday's, or have been
    /// left out by a command line that wrote to the database. Far beyond ten thousand different times the next start goes on.
    /// </summary>
    public async Task ScheduleAnewAsync(Instant now, CancellationToken cancellation)
    {
        var last = now;
        for (var done = 0; done < MostScheduledAnew; done += ScheduledTogether)
        {
            var times = await database.ReadAsync(connection => DifferentTimesAsync(connection, last), cancellation);
            if (times.Count == 0)
            {
                return;
            }

            last = times[^1];
            await database.WriteInUnitAsync(
                unit =>
                {
                    times.ForEach(unit.TouchDue);
                    return Task.FromResult(true);
                },
                cancellation
            );
        }
    }

    // Jumps from one second to the next in the index, however many rows are due in each.
    private static async Task<List<Instant>> DifferentTimesAsync(System.Data.Common.DbConnection connection, Instant after)
    {
        var times = new List<Instant>();
        while (times.Count < ScheduledTogether && await NextAsync(connection, after) is { } next)
        {
            times.Add(after = DueJob.WakesAt(next));
        }

        return times;
    }

    private static async Task<Instant?> NextAsync(System.Data.Common.DbConnection connection, Instant after) =>
        (await connection.QueryAsync<Instant>("select due_at from wakeups where due_at > @after order by due_at limit 1", new { after }))
            .Cast<Instant?>()
            .FirstOrDefault();

    private static object Parameters(DueWakeup due, Instant now, Instant until, string error) =>
        new
        {
            due.Incident,
            due.Kind,
            due.Number,
            due.DueAt,
            due.MeantFor,
            Attempts = due.Attempts + 1,
            now,
            until,
            error,
        };

    private const string PutOff = """
        update wakeups set due_at = @until, attempts = @Attempts, first_due_at = @MeantFor
        where incident = @Incident and kind = @Kind and number = @Number and due_at = @DueAt;
        insert into wakeup_failures (incident, kind, number, attempts, failed_at, error)
        values (@Incident, @Kind, @Number, @Attempts, @now, @error)
        on conflict (incident, kind, number) do update set
            attempts = excluded.attempts, failed_at = excluded.failed_at, error = excluded.error, solved_at = null;
        """;
}
