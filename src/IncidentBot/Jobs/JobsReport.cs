using NodaTime;

namespace IncidentBot.Jobs;

/// <summary>What the bot will be woken for and how that went lately, as it stood in the database at one moment.</summary>
/// <param name="Now">When it was read.</param>
/// <param name="Pending">How many due times wait.</param>
/// <param name="Overdue">How many of these should have been handled.</param>
/// <param name="Oldest">Since when the oldest of them is due; null where none is.</param>
/// <param name="Next">The next ones, the first in front.</param>
/// <param name="Failures">What could not be handled, the newest first, also what could be later.</param>
/// <param name="Runs">When the bot was woken lately, the newest first.</param>
/// <param name="Swept">How many due times of the last thirty days no job woke the bot for.</param>
public sealed record JobsReport(
    Instant Now,
    long Pending,
    long Overdue,
    Instant? Oldest,
    IReadOnlyList<AwaitedWakeup> Next,
    IReadOnlyList<FailedWakeup> Failures,
    IReadOnlyList<WakeupRun> Runs,
    long Swept
)
{
    /// <summary>What fails and is tried again.</summary>
    public IEnumerable<FailedWakeup> Unsolved => Failures.Where(failure => failure.SolvedAt is null);

    /// <summary>How late the latest of the runs shown was, but for those at a start: then the bot was down.</summary>
    public Duration? Latest => Runs.Where(run => run.By != WokenBy.Start).Select(run => (Duration?)run.Late).Max();
}

/// <summary>Something the bot will be woken for. A private incident is not named.</summary>
/// <param name="At">When.</param>
/// <param name="What">What for, in words.</param>
/// <param name="Incident">Of which incident, such as <c>INC-42</c>; null for a private one.</param>
/// <param name="Attempts">How often it was tried in vain.</param>
public sealed record AwaitedWakeup(Instant At, string What, string? Incident, long Attempts);

/// <summary>Something that could not be handled. Why is not said of a private incident: the log has it.</summary>
/// <param name="At">When it failed last.</param>
/// <param name="What">What it was, in words.</param>
/// <param name="Incident">Of which incident; null for a private one.</param>
/// <param name="Attempts">How often.</param>
/// <param name="Why">The error.</param>
/// <param name="SolvedAt">When it could be handled after all; null while it is tried again.</param>
public sealed record FailedWakeup(Instant At, string What, string? Incident, long Attempts, string Why, Instant? SolvedAt);
