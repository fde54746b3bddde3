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
    /// <summary>After so many failed tries an effect is given up: with the longest pause between them, about a day. Platforms are down for hours.</summary>
    public const int MostAttempts = 300;

    /// <summary>After so many failures by a mistake of our own an effect is given up: the same mistake is made again.</summary>
    public const int MostMistakes = 12;

    private static readonly Duration LongestPause = Duration.FromMinutes(5);

    private readonly OutboxQueue _queue = new(database);
    private readonly Lease _lease = new(new OutboxQueue(database), clock, TimeProvider.System);
    private readonly ConcurrentDictionary<string, Task> _busy = new(StringComparer.Ordinal);

    /// <summary>
    /// Takes up at once what was under way when the bot ended, where it is alone on its database; where there are other nodes it may be
    /// theirs, and what a dead node left waits until its lease is over. What waits for a place that the settings name no more is given up, and
    /// said on the timeline.
    /// </summary>
    public async Task ResumeAsync(CancellationToken cancellation)
    {
        await (database.Dialect.Writers > 1 ? Task.CompletedTask : _queue.ReleaseAsync(cancellation));
        foreach (var delivery in await _queue.StrandedAsync(deliverer.Platforms, clock.GetCurrentInstant(), cancellation))
        {
            DeliveryMetrics.Count(delivery, "given_up", "unnamed");
            await GiveUpAsync(delivery, "The settings do not name it.", "the settings do not name it any more");
        }
    }

    /// <summary>Starts what is due on conversations that are not busy. Returns how many were started.</summary>
    public Task<int> StartDueAsync(CancellationToken cancellation) => StartDueAsync(cancellation, cancellation);

    /// <summary>The same where what is under way may go on for a while after nothing more is begun.</summary>
    /// <param name="beginning">Ends the beginning.</param>
    /// <param name="delivering">Ends what is under way; it is given back, to be taken up by whoever comes next.</param>
    public async Task<int> StartDueAsync(CancellationToken beginning, CancellationToken delivering)
    {
        var now = clock.GetCurrentInstant();
        var claimed = await _queue.ClaimAsync(deliverer.Platforms, now, now + Lease.Length, beginning);
        // One that is still under way here after its lease: the claim has renewed the lease, and it is not begun twice.
        var idle = claimed.Where(delivery => !_busy.ContainsKey(delivery.Id)).ToList();
        foreach (var delivery in idle)
        {
            var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _busy[delivery.Id] = over.Task;
            _ = RunAsync(delivery, over, delivering);
        }

        return idle.Count;
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

    private async Task RunAsync(Delivery delivery, TaskCompletionSource over, CancellationToken cancellation)
    {
        try
        {
            await DeliverAsync(delivery, cancellation);
        }
        finally
        {
            _busy.TryRemove(delivery.Id, out _);
            over.SetResult();
        }
    }

    private async Task DeliverAsync(Delivery delivery, CancellationToken cancellation)
    {
        using var span = BotTraces.Source.StartActivity("deliver");
        span?.SetTag("incidentbot.platform", delivery.Platform).SetTag("incidentbot.effect", delivery.Effect.GetType().Name);
        try
        {
            await _lease.HoldAsync(delivery, deliverer.DeliverAsync(await GatheredAsync(delivery, cancellation), cancellation));
            await _queue.DoneAsync(delivery, CancellationToken.None);
            DeliveryMetrics.Count(delivery, "delivered");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await ReleaseAsync(delivery);
        }
        catch (LeaseOverException)
        {
            Log.Late(logger, delivery.Id);
        }
        catch (Exception exception)
        {
            span?.SetStatus(System.Diagnostics.ActivityStatusCode.Error);
            await FailAsync(delivery, exception);
        }
    }

    // Whoever comes next need not wait for the lease to run out, as they do where this one just dies.
    private async Task ReleaseAsync(Delivery delivery)
    {
        try
        {
            await _queue.ReleaseAsync(delivery, CancellationToken.None);
        }
        catch (Exception unavailable)
        {
            Log.NotNoted(logger, delivery.Id, unavailable);
        }
    }

    private Task<Delivery> GatheredAsync(Delivery delivery, CancellationToken cancellation) =>
        delivery is { Effect: PostToIncident, Attempts: 1 } && deliverer.GathersAbove(delivery.Platform) is { } above
            ? _queue.GatherAsync(delivery, above, cancellation)
            : Task.FromResult(delivery);

    private async Task FailAsync(Delivery delivery, Exception exception)
    {
        try
        {
            if (exception is DeliveryPostponedException postponed)
            {
                DeliveryMetrics.Count(delivery, "postponed");
                // However long the platform wants to be left alone, it is asked again now and then.
                var pause = Duration.Min(postponed.For, LongestPause);
                await _queue.PostponeAsync(delivery, clock.GetCurrentInstant() + pause, CancellationToken.None);
                return;
            }

            var failed = exception as DeliveryFailedException;
            var reason = failed?.Reason.ToString() ?? exception.GetType().Name;
            if (failed is { IsPermanent: true } || delivery.Attempts >= (failed is null ? MostMistakes : MostAttempts))
            {
                DeliveryMetrics.Count(delivery, "given_up", reason);
                Log.GaveUp(logger, delivery.Id, delivery.Platform, reason, exception);
                await GiveUpAsync(delivery, exception.Message, failed?.Message ?? "a mistake of the bot's own, which is in its log");
                return;
            }

            DeliveryMetrics.Count(delivery, "failed", reason);
            Log.Failed(logger, delivery.Id, delivery.Platform, reason, delivery.Attempts);
            await _queue.RetryAsync(
                delivery,
                clock.GetCurrentInstant() + Pause(delivery.Attempts, failed),
                exception.Message,
                CancellationToken.None
            );
        }
        catch (Exception unavailable)
        {
            // The lease runs out and the row is taken up again.
            Log.NotNoted(logger, delivery.Id, unavailable);
        }
    }

    // First the timeline, then the row: whoever stops in between says it again under the same identity, and it is recorded once.
    private async Task GiveUpAsync(Delivery delivery, string error, string because)
    {
        if (delivery.Effect is not (ReportFailure or PostDigest))
        {
            await desk.HandleOwnAsync(
                delivery.Incident,
                new RecordGivenUp(EffectWords.Of(delivery.Effect), because),
                delivery.Retries == 0 ? $"{delivery.Id}/given-up" : $"{delivery.Id}/given-up.{delivery.Retries}",
                CancellationToken.None
            );
        }

        await _queue.GiveUpAsync(delivery, clock.GetCurrentInstant(), error, CancellationToken.None);
    }

    // What failed at one moment does not come back at one moment. A time that the platform itself has named is kept.
    private static Duration Pause(int attempts, DeliveryFailedException? failed)
    {
        var pause =
            failed?.RetryAfter
            ?? Duration.FromSeconds(Math.Pow(2, Math.Min(attempts - 1, 10)) * (0.8 + (0.2 * Random.Shared.NextDouble())));
        return pause > LongestPause ? LongestPause : pause;
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Delivery {Id} to {Platform} failed ({Reason}), try {Attempts}; it is tried again."
        )]
        public static partial void Failed(ILogger logger, string id, string platform, string reason, int attempts);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Delivery {Id} was held up for longer than its lease, and is left to whoever took it up."
        )]
        public static partial void Late(ILogger logger, string id);

        [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Id} to {Platform} was given up ({Reason}).")]
        public static partial void GaveUp(ILogger logger, string id, string platform, string reason, Exception exception);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "What became of delivery {Id} could not be noted; it is taken up again when its lease is over."
        )]
        public static partial void NotNoted(ILogger logger, string id, Exception exception);
    }
}
