using IncidentBot.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace IncidentBot.Jobs;

/// <summary>Keeps the engine's jobs in step with the due times, in the transaction that changes these.</summary>
internal sealed partial class DueJobs(IJobEngine engine, ILogger<DueJobs> logger)
{
    private const string Savepoint = "jobs";
    private const string AnyDue = "select 1 from wakeups where due_at > @p0 and due_at <= @p1 limit 1";

    /// <summary>Where the engine cannot take it, the command is recorded all the same: the due time is in its row, and the sweeper finds it.</summary>
    public async Task<JobCommit> WriteAsync(CommitUnit unit, IReadOnlyCollection<Instant> touched)
    {
        var commit = new JobCommit(unit.Transaction);
        await unit.Transaction.SaveAsync(Savepoint);
        try
        {
            foreach (var wakesAt in touched)
            {
                await WriteAsync(unit, wakesAt, commit);
            }

            return commit;
        }
        catch (Exception exception) when (unit.IsConnected)
        {
            await unit.Transaction.RollbackAsync(Savepoint);
            JobMetrics.NotScheduled.Add(touched.Count);
            Log.NotScheduled(logger, engine.Name, touched.Count, exception);
            return new JobCommit(unit.Transaction);
        }
    }

    private async Task WriteAsync(CommitUnit unit, Instant wakesAt, JobCommit commit)
    {
        var (after, until) = DueJob.Covers(wakesAt);
        var isAwaited = await unit.Statement(AnyDue).ScalarAsync(TypeHandlers.ToParameter(after), TypeHandlers.ToParameter(until));
        await (
            isAwaited is null ? engine.CancelAsync(DueJob.Key(wakesAt), commit) : engine.ScheduleAsync(DueJob.Key(wakesAt), wakesAt, commit)
        );
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "The job engine {Engine} could not take {Jobs} jobs. What they were for is recorded; the sweeper finds it when it is due."
        )]
        public static partial void NotScheduled(ILogger logger, string engine, int jobs, Exception exception);
    }
}
