using IncidentBot.Chat;
using IncidentBot.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace IncidentBot.Slack.Pins;

/// <summary>Deals with the pin reactions that were kept: at once when one comes, and every few seconds with those that could not be dealt with.</summary>
internal sealed partial class PinLoop(PinRequests requests, PinBoard board, TimeProvider time, ILogger<PinLoop> logger) : BackgroundService
{
    private const int MostAttempts = 100;

    // The same mistake is made again; the others must not wait behind it.
    private const int MostMistakes = 12;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly Duration LongestPause = Duration.FromMinutes(5);

    private readonly SemaphoreSlim _signal = new(0, 1);

    /// <summary>There is something new.</summary>
    public void Wake()
    {
        try
        {
            if (_signal.CurrentCount == 0)
            {
                _signal.Release();
            }
        }
        catch (SemaphoreFullException)
        {
            // Somebody else woke it in the same instant.
        }
    }

    /// <summary>Deals with all that is due. Returns how many there were.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancellation)
    {
        var due = await requests.DueAsync(cancellation);
        foreach (var request in due)
        {
            await RunAsync(request, cancellation);
        }

        return due.Count;
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _signal.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await RunDueAsync(stoppingToken) == 0)
                {
                    using var pause = new CancellationTokenSource(Pause, time);
                    using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, stoppingToken);
                    await _signal.WaitAsync(either.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // The pause is over, or the program stops.
            }
            catch (Exception failed)
            {
                Log.Stumbled(logger, failed);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RunAsync(PinRequest request, CancellationToken cancellation)
    {
        try
        {
            await board.SettleAsync(request, cancellation);
            await requests.DoneAsync(request, cancellation);
        }
        catch (DeliveryPostponedException postponed)
        {
            await requests.PostponeAsync(request, postponed.For, cancellation);
        }
        catch (DeliveryFailedException failed) when (!failed.IsPermanent && request.Attempts < MostAttempts)
        {
            var pause = failed.RetryAfter ?? Duration.FromSeconds(Math.Pow(2, Math.Min(request.Attempts, 9)));
            await requests.PostponeAsync(request, pause < LongestPause ? pause : LongestPause, cancellation);
        }
        catch (DeliveryFailedException failed)
        {
            await GiveUpAsync(request, failed.Message, cancellation);
        }
        catch (Exception mistake) when (mistake is not (OperationCanceledException or StorageUnavailableException))
        {
            Log.Mistake(logger, request.Id, mistake);
            if (request.Attempts < MostMistakes)
            {
                await requests.PostponeAsync(request, LongestPause, cancellation);
            }
            else
            {
                await GiveUpAsync(request, "a mistake of the bot's own, which is in its log.", cancellation);
            }
        }
    }

    private async Task GiveUpAsync(PinRequest request, string because, CancellationToken cancellation)
    {
        Log.GaveUp(logger, request.Id, because);
        await requests.DoneAsync(request, cancellation);
        board.GiveUp(request, because);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A message that was pinned ({Id}) did not come on the timeline: {Because}")]
        public static partial void GaveUp(ILogger logger, string id, string because);

        [LoggerMessage(Level = LogLevel.Error, Message = "A pin reaction ({Id}) could not be dealt with by a mistake of the bot's own.")]
        public static partial void Mistake(ILogger logger, string id, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "Pin reactions could not be dealt with; they are tried again in a few seconds.")]
        public static partial void Stumbled(ILogger logger, Exception exception);
    }
}
