using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Jobs;
using IncidentBot.Memory;
using IncidentBot.Nudges;
using IncidentBot.People;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>
/// Wakes the bot for what is due: asks each incident again, and records what it decides. A due time is only a hint. Whoever wakes it,
/// and however many at once: one run at a time, and each due time is handled once.
/// </summary>
public sealed partial class WakeupCall(Database database, IncidentStore store, IncidentDesk desk, IClock clock, ILogger<WakeupCall> logger)
    : IDisposable
{
    private const int MostAtOnce = 500;

    // So many wait for one commit together.
    private const int SideBySide = 64;
    private const int LongestError = 300;
    private static readonly Duration FirstPause = Duration.FromSeconds(15);
    private static readonly Duration LongestPause = Duration.FromHours(1);

    // A job that wakes us this much too late is one that we were not woken for.
    private static readonly Duration Grace = Duration.FromSeconds(10);

    private readonly DueWakeups _rows = new(database);
    private readonly Recollection _recollection = new(database, store, desk);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Handles what is due. Returns how many due times there were.</summary>
    /// <exception cref="StorageUnavailableException">The database is away; what was not handled is still due.</exception>
    public async Task<int> RunDueAsync(CancellationToken cancellation, WokenBy by = WokenBy.Job)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await RunAsync(by, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Handles what no job woke the bot for, and says so. Returns how many due times there were.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var missed = await _rows.CountAsync(clock.GetCurrentInstant() - Grace, cancellation);
            if (missed == 0)
            {
                return 0;
            }

            Log.Swept(logger, missed);
            JobMetrics.Swept.Add(missed);
            return await RunAsync(WokenBy.Sweeper, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>When the bot has to be woken next; null where never.</summary>
    public Task<Instant?> NextAsync(CancellationToken cancellation) => _rows.NextAsync(Instant.FromUtc(1, 1, 1, 0, 0), cancellation);

    /// <summary>Gives the engine a job for everything that is still to come.</summary>
    public Task ScheduleAnewAsync(CancellationToken cancellation) => _rows.ScheduleAnewAsync(clock.GetCurrentInstant(), cancellation);

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task<int> RunAsync(WokenBy by, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var (handled, failed, late) = (0, 0, Duration.Zero);
        var seen = new HashSet<(IncidentId, Wakeup)>();
        while (await NewAsync(now, seen, cancellation) is { Count: > 0 } due)
        {
            foreach (var together in due.Chunk(SideBySide))
            {
                var fine = await Task.WhenAll(together.Select(one => HandleAsync(one, now, cancellation)));
                handled += fine.Count(one => one);
                failed += fine.Count(one => !one);
            }

            late = Duration.Max(late, now - due.Min(one => one.MeantFor));
        }

        if (handled + failed > 0)
        {
            await new WakeupRun(now, by, handled, failed, late).WriteAsync(database, cancellation);
        }

        return handled + failed;
    }

    // What is due and was not handled in this run: what stays due whatever is decided must not keep the run going.
    private async Task<List<DueWakeup>> NewAsync(Instant now, HashSet<(IncidentId, Wakeup)> seen, CancellationToken cancellation) =>
        [.. (await _rows.ListAsync(now, MostAtOnce, cancellation)).Where(due => seen.Add((due.Id, due.Wakeup)))];

    private async Task<bool> HandleAsync(DueWakeup due, Instant now, CancellationToken cancellation)
    {
        try
        {
            await CallAsync(due, cancellation);
            if (due.Attempts > 0)
            {
                await _rows.SolveAsync(due, now, cancellation);
            }

            JobMetrics.Handled.Add(1);
            JobMetrics.Lateness.Record((now - due.MeantFor).TotalMilliseconds);
            return true;
        }
        catch (Exception exception) when (exception is not (StorageUnavailableException or OperationCanceledException))
        {
            // What cannot be handled must not keep the others waiting behind it.
            await PutOffAsync(due, now, exception, cancellation);
            return false;
        }
    }

    private async Task CallAsync(DueWakeup due, CancellationToken cancellation)
    {
        switch (due.Wakeup.Kind)
        {
            case WakeupKind.TaskReminder:
                await RemindAsync(due.Id, due.Wakeup.Number, cancellation);
                break;
            case WakeupKind.Nudge:
                await NudgeAsync(due.Id, cancellation);
                break;
            case WakeupKind.StatusUpdate:
                await NudgeAsync(due.Id, cancellation);
                await _rows.ForgetAsync(due, cancellation);
                break;
            case WakeupKind.Overdue:
                // No identity: where the clock was set back, the same midnight comes again.
                await desk.HandleOwnAsync(due.Id, due.Wakeup.Command(due.MeantFor), null, cancellation);
                await _rows.ForgetAsync(due, cancellation);
                break;
            case WakeupKind.Recall:
                await _recollection.RunAsync(due.Id, cancellation);
                await _rows.ForgetAsync(due, cancellation);
                break;
            default:
                await desk.HandleOwnAsync(due.Id, due.Wakeup.Command(due.MeantFor), due.MessageId, cancellation);
                await _rows.ForgetAsync(due, cancellation);
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
            await store.FindCommittedAsync(id, cancellation)
            ?? throw new InvalidOperationException($"{id} has a due time and is not in the database.");
        var concerned = ReminderPolicy.Concerned(incident, task);
        var people = await database.ReadAsync(connection => WhereaboutsRows.ReadAsync(connection, null, concerned), cancellation);
        await desk.HandleOwnAsync(id, new RemindOfTask(task, store.Reminders, people), null, cancellation);
    }

    private Task PutOffAsync(DueWakeup due, Instant now, Exception exception, CancellationToken cancellation)
    {
        var pause = Duration.Min(FirstPause * Math.Pow(2, Math.Min(due.Attempts, 10)), LongestPause);
        Log.Failed(logger, due.Wakeup.Kind, due.Id, due.Attempts + 1, pause, exception);
        JobMetrics.Failed.Add(1);
        return _rows.PutOffAsync(due, now, now + pause, Shortened($"{exception.GetType().Name}: {exception.Message}"), cancellation);
    }

    private static string Shortened(string text) => text.Length > LongestError ? text[..LongestError] : text;

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "{Kind} of {Incident} could not be handled, try {Attempts}; it is tried again in {Pause}."
        )]
        public static partial void Failed(
            ILogger logger,
            WakeupKind kind,
            IncidentId incident,
            long attempts,
            Duration pause,
            Exception exception
        );

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "No job woke the bot for {Missed} due times; the sweeper found them and they are handled now."
        )]
        public static partial void Swept(ILogger logger, long missed);
    }
}
