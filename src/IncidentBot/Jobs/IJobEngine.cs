using NodaTime;

namespace IncidentBot.Jobs;

/// <summary>
/// What wakes the bot when a time has come. It only wakes: what is due stands in our own rows, and a sweeper finds what an engine lost.
/// </summary>
/// <remarks>
/// Scheduling happens inside the transaction that sets a due time, so that both are there or neither. An engine whose storage cannot take part
/// in a foreign transaction does its writing in <see cref="JobCommit.OnCommitted"/>; the sweeper covers the gap.
/// </remarks>
public interface IJobEngine : IAsyncDisposable
{
    /// <summary>The engine's name, as the setting and the report say it.</summary>
    string Name { get; }

    /// <summary>
    /// The bot is woken with this key at that time, once; at once where the time has passed. A key that waits already keeps its place, and
    /// where its time was another one, this one replaces it.
    /// </summary>
    Task ScheduleAsync(string key, Instant at, JobCommit commit);

    /// <summary>The bot is not woken with this key any more. No mistake where nothing waits under it.</summary>
    Task CancelAsync(string key, JobCommit commit);

    /// <summary>
    /// Wakes until it is told to stop, then waits for the calls under way. A call that fails is made again, later and later, and keeps no other
    /// key waiting. What was scheduled before this is called may be forgotten: whoever calls it schedules anew what is pending.
    /// </summary>
    /// <param name="wake">Called with the key whose time has come; several keys may be called side by side.</param>
    /// <param name="ready">Called once, when scheduling works; nobody is woken before.</param>
    /// <param name="stopping">Ends it.</param>
    Task RunAsync(Func<string, CancellationToken, Task> wake, Func<Task> ready, CancellationToken stopping);
}
