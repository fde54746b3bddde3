using Dapper;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Nudges;
using IncidentBot.People;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>Wakes the bot for what is due: asks each incident again, and records what it decides. A due time is only a hint.</summary>
public sealed class WakeupCall(Database database, IncidentStore store, IncidentDesk desk, IClock clock)
{
    private const int MostAtOnce = 500;
    private static readonly Duration AfterAFailure = Duration.FromMinutes(5);

    /// <summary>Handles what is due. Returns how many due times there were.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var due = (
            await database.ReadAsync(
                connection =>
                    connection.QueryAsync<Row>(
                        "select incident, kind, number, due_at as DueAt from wakeups where due_at <= @now order by due_at limit @most",
                        new { now, most = MostAtOnce }
                    ),
                cancellation
            )
        ).ToList();
        var failures = new List<Exception>();
        foreach (var row in due)
        {
            try
            {
                await CallAsync(row, cancellation);
            }
            catch (Exception exception) when (exception is not (StorageUnavailableException or OperationCanceledException))
            {
                // What cannot be handled must not keep the others waiting behind it.
                failures.Add(exception);
                await PostponeAsync(row, now + AfterAFailure, cancellation);
            }
        }

        return failures.Count == 0 ? due.Count : throw new AggregateException("Some due times could not be handled.", failures);
    }

    private async Task CallAsync(Row row, CancellationToken cancellation)
    {
        var wakeup = new Wakeup((WakeupKind)row.Kind, (int)row.Number);
        var id = new IncidentId((int)row.Incident);
        switch (wakeup.Kind)
        {
            case WakeupKind.TaskReminder:
                await RemindAsync(id, wakeup.Number, cancellation);
                break;
            case WakeupKind.Nudge:
                await NudgeAsync(id, cancellation);
                break;
            case WakeupKind.StatusUpdate:
                await NudgeAsync(id, cancellation);
                await ForgetAsync(row, cancellation);
                break;
            default:
                var key = $"wakeup/{row.Incident}/{wakeup.Kind}/{wakeup.Number}/{row.DueAt.ToUnixTimeTicks()}";
                await desk.HandleOwnAsync(id, wakeup.Command(), key, cancellation);
                await ForgetAsync(row, cancellation);
                break;
        }
    }

    // As with a reminder: the decision sets the next time, and what was said since it was read is noticed in its transaction.
    private async Task NudgeAsync(IncidentId id, CancellationToken cancellation) =>
        await desk.HandleOwnAsync(id, new NudgeIsDue(store.Nudges, await store.FindNudgesAsync(id, cancellation)), null, cancellation);

    // The decision sets its own due time anew, or takes it away, in its transaction: there is nothing to forget, and a second call finds
    // the reminder recorded. So the message needs no identity either, and a clock that was set back loses nothing.
    private async Task RemindAsync(IncidentId id, int task, CancellationToken cancellation)
    {
        var incident =
            await store.FindAsync(id, cancellation)
            ?? throw new InvalidOperationException($"{id} has a due time and is not in the database.");
        var concerned = ReminderPolicy.Concerned(incident, task);
        var people = await database.ReadAsync(connection => WhereaboutsRows.ReadAsync(connection, null, concerned), cancellation);
        await desk.HandleOwnAsync(id, new RemindOfTask(task, store.Reminders, people), null, cancellation);
    }

    private Task PostponeAsync(Row row, Instant later, CancellationToken cancellation) =>
        database.WriteAsync(
            "update wakeups set due_at = @later where incident = @Incident and kind = @Kind and number = @Number and due_at = @DueAt",
            new
            {
                row.Incident,
                row.Kind,
                row.Number,
                row.DueAt,
                later,
            },
            cancellation
        );

    /// <summary>When the bot has to be woken next; null where never.</summary>
    public Task<Instant?> NextAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
                (await connection.QueryAsync<Instant>("select due_at from wakeups order by due_at limit 1"))
                    .Cast<Instant?>()
                    .FirstOrDefault(),
            cancellation
        );

    // Only this due time: the decision may have set another one meanwhile.
    private Task ForgetAsync(Row row, CancellationToken cancellation) =>
        database.WriteAsync(
            "delete from wakeups where incident = @Incident and kind = @Kind and number = @Number and due_at = @DueAt",
            row,
            cancellation
        );

    private sealed record Row
    {
        public required long Incident { get; init; }
        public required long Kind { get; init; }
        public required long Number { get; init; }
        public required Instant DueAt { get; init; }
    }
}
