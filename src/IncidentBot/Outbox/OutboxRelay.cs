using System.Collections.Concurrent;
using IncidentBot.Chat;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>
/// Delivers what waits in the outbox: 1. claims the first waiting row of each conversation under a lease; 2. has the platform do it;
/// 3. deletes the row, or sets it back with a later time, or gives it up and records that on the timeline. Conversations go side by
/// side; within one, order is kept.
/// </summary>
public sealed partial class OutboxRelay(
    Database database,
    Deliverer deliverer,
    IncidentDesk desk,
    IClock clock,
    ILogger<OutboxRelay> logger
)
{
    /// <summary>After so many failed tries an effect is given up.</summary>
    public const int MostAttempts = 12;

    private static readonly Duration Lease = Duration.FromMinutes(2);
    private static readonly Duration LongestPause = Duration.FromMinutes(5);

    private readonly OutboxQueue _queue = new(database);
    private readonly ConcurrentDictionary<string, Task> _busy = new(StringComparer.Ordinal);

    /// <summary>Starts what is due on conversations that are not busy. Returns how many were started.</summary>
    public async Task<int> StartDueAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var claimed = await _queue.ClaimAsync(deliverer.Platforms, now, now + Lease, cancellation);
        foreach (var delivery in claimed)
        {
            var task = DeliverAsync(delivery, cancellation);
            _busy[delivery.Conversation] = task;
            _ = task.ContinueWith(
                _ => _busy.TryRemove(delivery.Conversation, out Task? _),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
        }

        return claimed.Count;
    }

    /// <summary>Delivers until nothing is due any more. For stories and for a graceful stop.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        while (await StartDueAsync(cancellation) > 0 || !_busy.IsEmpty)
        {
            await Task.WhenAll(_busy.Values);
        }
    }

    /// <summary>Waits for the deliveries under way.</summary>
    public Task FinishAsync() => Task.WhenAll(_busy.Values);

    private async Task DeliverAsync(Delivery delivery, CancellationToken cancellation)
    {
        try
        {
            await deliverer.DeliverAsync(delivery, cancellation);
            await _queue.DoneAsync(delivery, CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopping: the lease runs out and the row is taken up again.
        }
        catch (Exception exception)
        {
            await FailAsync(delivery, exception);
        }
    }

    private async Task FailAsync(Delivery delivery, Exception exception)
    {
        try
        {
            var failed = exception as DeliveryFailedException;
            if (failed is { IsPermanent: true } || delivery.Attempts >= MostAttempts)
            {
                Log.GaveUp(logger, delivery.Id, delivery.Platform, failed?.Reason.ToString() ?? exception.GetType().Name);
                await _queue.GiveUpAsync(delivery, clock.GetCurrentInstant(), exception.Message, CancellationToken.None);
                await desk.HandleOwnAsync(
                    delivery.Incident,
                    new RecordGivenUp(Described(delivery.Effect), exception.Message),
                    delivery.Id + "/given-up",
                    CancellationToken.None
                );
                return;
            }

            Log.Failed(logger, delivery.Id, delivery.Platform, failed?.Reason.ToString() ?? exception.GetType().Name, delivery.Attempts);
            await _queue.RetryAsync(
                delivery,
                clock.GetCurrentInstant() + Pause(delivery.Attempts, failed),
                exception.Message,
                CancellationToken.None
            );
        }
        catch (StorageUnavailableException unavailable)
        {
            // The lease runs out and the row is taken up again.
            Log.NotNoted(logger, delivery.Id, unavailable);
        }
    }

    private static Duration Pause(int attempts, DeliveryFailedException? failed)
    {
        var pause = failed?.RetryAfter ?? Duration.FromSeconds(Math.Pow(2, Math.Min(attempts - 1, 10)));
        return pause > LongestPause ? LongestPause : pause;
    }

    private static string Described(Effect effect) =>
        effect switch
        {
            OpenChannel => "the incident's channel",
            RefreshHeader => "the header card",
            RefreshAnnouncement or PostAnnouncement => "the announcement",
            InviteResponder invite => $"the invitation of {invite.Who.Name}",
            TellPerson tell => $"a message to {tell.Who.Name}",
            PostDraft => "the draft of the postmortem",
            _ => "a message to the channel",
        };

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Delivery {Id} to {Platform} failed ({Reason}), try {Attempts}; it is tried again."
        )]
        public static partial void Failed(ILogger logger, string id, string platform, string reason, int attempts);

        [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Id} to {Platform} was given up ({Reason}).")]
        public static partial void GaveUp(ILogger logger, string id, string platform, string reason);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "What became of delivery {Id} could not be noted; it is taken up again when its lease is over."
        )]
        public static partial void NotNoted(ILogger logger, string id, Exception exception);
    }
}
