using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>
/// Keeps a delivery for its node as long as that lives, however slow the platform is: short, so that what a dead node was delivering does not
/// wait, and renewed while it is under way.
/// </summary>
internal sealed class Lease(OutboxQueue queue, IClock clock, TimeProvider time)
{
    /// <summary>How long what a node was delivering when it died waits for another.</summary>
    public static readonly Duration Length = Duration.FromSeconds(30);

    /// <summary>How often it is renewed.</summary>
    public static readonly System.TimeSpan BetweenRenewals = System.TimeSpan.FromSeconds(10);

    /// <summary>Waits for the work, and holds the delivery meanwhile.</summary>
    public async Task HoldAsync(Delivery delivery, Task work)
    {
        using var over = new CancellationTokenSource();
        var renewing = RenewAsync(delivery, over.Token);
        try
        {
            await work;
        }
        finally
        {
            // Before the row gets another state: a renewal that comes late would hold what nobody works on.
            await over.CancelAsync();
            await renewing;
        }
    }

    private async Task RenewAsync(Delivery delivery, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(BetweenRenewals, time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await queue.RenewAsync(delivery, clock.GetCurrentInstant() + Length, over);
            }
            catch (Exception)
            {
                // It is done, or the database is away; then the next try may come in time.
            }
        }
    }
}
