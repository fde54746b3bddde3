using IncidentBot.Chat;

namespace IncidentBot.Slack.SocketMode;

/// <summary>How long a connection waits before it is made anew.</summary>
internal sealed class ReconnectPauses(TimeProvider time)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    /// <summary>No pause is longer, but for what Slack itself wants.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>After a failure: what Slack wants, where it says so.</summary>
    public static TimeSpan After(Exception failed, int failures) =>
        failed switch
        {
            DeliveryFailedException { RetryAfter: { } wanted } => wanted.ToTimeSpan(),
            DeliveryPostponedException postponed => postponed.For.ToTimeSpan(),
            _ => After(failures),
        };

    /// <summary>After so many failures in a row; none after none.</summary>
    public static TimeSpan After(int failures) =>
        failures <= 0 ? TimeSpan.Zero
        : Step * failures < Longest ? Step * failures
        : Longest;

    /// <summary>Waits up to a quarter longer than it has to be.</summary>
    public async Task WaitAsync(TimeSpan pause, CancellationToken stopping)
    {
        if (pause > TimeSpan.Zero)
        {
            var jitter = pause * (0.25 * Random.Shared.NextDouble());
            await Task.Delay(pause + jitter, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
