using IncidentBot.Incidents;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Outbox;

/// <summary>
/// Keeps the outbox moving: looks when something was committed, and once a second for what is due again. When the bot stops it begins nothing
/// more, lets what is under way end within seconds, and gives back the rest.
/// </summary>
public sealed partial class OutboxLoop(OutboxRelay relay, IncidentStore store, TimeProvider time, ILogger<OutboxLoop> logger)
    : BackgroundService
{
    private static readonly System.TimeSpan Pause = System.TimeSpan.FromSeconds(1);

    // A platform that answers needs less; one that does not is not waited for when the bot stops.
    private static readonly System.TimeSpan LongestGoodbye = System.TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly CancellationTokenSource _delivering = new(Timeout.InfiniteTimeSpan, time);
    private bool _hasResumed;

    /// <inheritdoc />
    public override void Dispose()
    {
        _signal.Dispose();
        _delivering.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.Committed += Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await StepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
        finally
        {
            store.Committed -= Wake;
            _delivering.CancelAfter(LongestGoodbye);
            await relay.FinishAsync();
        }
    }

    private async Task StepAsync(CancellationToken stopping)
    {
        try
        {
            if (!_hasResumed)
            {
                await relay.ResumeAsync(stopping);
                _hasResumed = true;
            }

            if (await relay.StartDueAsync(stopping, _delivering.Token) == 0)
            {
                await _signal.WaitAsync(Pause, stopping);
            }
            else
            {
                await Task.Delay(System.TimeSpan.FromMilliseconds(5), time, stopping);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.Stumbled(logger, exception);
            await Task.Delay(Pause, time, stopping);
        }
    }

    private void Wake(Decided decided)
    {
        if (!decided.Effects.IsEmpty && _signal.CurrentCount == 0)
        {
            try
            {
                _signal.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else woke it in the same instant.
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read; it is tried again in a second.")]
        public static partial void Stumbled(ILogger logger, Exception exception);
    }
}
