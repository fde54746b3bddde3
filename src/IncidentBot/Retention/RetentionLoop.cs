using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Retention;

/// <summary>Purges once an hour, the first time some minutes after the start: people come first.</summary>
public sealed partial class RetentionLoop(PurgeCall purge, TimeProvider time, ILogger<RetentionLoop> logger) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(First, time, stoppingToken);
            while (true)
            {
                await RunAsync(stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping; what is left is purged another time.
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            if (await purge.RunAsync(stopping) is > 0 and var purged)
            {
                Log.Purged(logger, purged);
            }
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.Stumbled(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Purged} rows were older than they have to be kept, and are purged.")]
        public static partial void Purged(ILogger logger, long purged);

        [LoggerMessage(Level = LogLevel.Error, Message = "What is old could not be purged; it is tried again in an hour.")]
        public static partial void Stumbled(ILogger logger, Exception exception);
    }
}
