using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Reminders;

/// <summary>Looks once a second for what is due.</summary>
public sealed partial class WakeupLoop(WakeupCall wakeups, TimeProvider time, ILogger<WakeupLoop> logger) : BackgroundService
{
    private static readonly System.TimeSpan Pause = System.TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await wakeups.RunDueAsync(stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.Stumbled(logger, exception);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "What is due could not be read; it is tried again in a second.")]
        public static partial void Stumbled(ILogger logger, Exception exception);
    }
}
