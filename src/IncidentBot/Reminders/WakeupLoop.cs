using IncidentBot.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Reminders;

/// <summary>
/// Keeps the bot awake: 1. handles at once what fell due while it was down; 2. lets the job engine wake it, and gives the engine whatever
/// it lacks; 3. sweeps up what the engine lost.
/// </summary>
public sealed partial class WakeupLoop(
    WakeupCall wakeups,
    IJobEngine engine,
    IHostApplicationLifetime life,
    TimeProvider time,
    ILogger<WakeupLoop> logger
) : BackgroundService
{
    private static readonly System.TimeSpan BetweenSweeps = System.TimeSpan.FromSeconds(10);
    private static readonly System.TimeSpan BeforeTheEngineStartsAgain = System.TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            Task.Run(() => GoOnAsync(RunEngineAsync, BeforeTheEngineStartsAgain, stoppingToken), stoppingToken),
            Task.Run(() => SweepAsync(stoppingToken), stoppingToken)
        );

    // People come first: the engine starts when they are served, and is given what was set before.
    private async Task RunEngineAsync(CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(life.ApplicationStarted, stopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await engine.RunAsync((_, cancellation) => wakeups.RunDueAsync(cancellation), () => wakeups.ScheduleAnewAsync(stopping), stopping);
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        await GoOnAsync(cancellation => wakeups.RunDueAsync(cancellation, WokenBy.Start), BetweenSweeps, stopping, once: true);
        await GoOnAsync(wakeups.SweepAsync, BetweenSweeps, stopping);
    }

    private async Task GoOnAsync(Func<CancellationToken, Task> step, System.TimeSpan pause, CancellationToken stopping, bool once = false)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await step(stopping);
                if (once)
                {
                    return;
                }
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                Log.Stumbled(logger, pause, exception);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "What is due could not be looked for; it is tried again in {Pause}.")]
        public static partial void Stumbled(ILogger logger, System.TimeSpan pause, Exception exception);
    }
}
