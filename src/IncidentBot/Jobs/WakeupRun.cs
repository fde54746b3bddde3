using Dapper;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Jobs;

/// <summary>What woke the bot. The numbers stand in the database.</summary>
public enum WokenBy
{
    /// <summary>A job of the engine.</summary>
    Job = 0,

    /// <summary>Its own start: what fell due while it was down.</summary>
    Start = 1,

    /// <summary>The sweeper: no job did.</summary>
    Sweeper = 2,
}

/// <summary>One time the bot was woken and had something to do.</summary>
/// <param name="RanAt">When.</param>
/// <param name="By">What woke it.</param>
/// <param name="Handled">How many due times it handled.</param>
/// <param name="Failed">How many it could not handle, which are tried again.</param>
/// <param name="Late">By how much the one that waited longest was late.</param>
public sealed record WakeupRun(Instant RanAt, WokenBy By, long Handled, long Failed, Duration Late)
{
    private static readonly Duration Kept = Duration.FromDays(30);

    /// <summary>Writes it down, and forgets what is older than a month.</summary>
    internal Task WriteAsync(Database database, CancellationToken cancellation) =>
        database.WriteAsync(
            """
            insert into wakeup_runs (ran_at, woken_by, handled, failed, late_ms) values (@RanAt, @by, @Handled, @Failed, @late);
            delete from wakeup_runs where ran_at < @forgotten;
            """,
            new
            {
                RanAt,
                by = (int)By,
                Handled,
                Failed,
                late = (long)Late.TotalMilliseconds,
                forgotten = RanAt - Kept,
            },
            cancellation
        );
}
