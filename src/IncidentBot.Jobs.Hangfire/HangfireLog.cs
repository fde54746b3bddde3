using Hangfire.Logging;
using Microsoft.Extensions.Logging;
using HangfireLevel = Hangfire.Logging.LogLevel;
using Level = Microsoft.Extensions.Logging.LogLevel;

namespace IncidentBot.Jobs.Hangfire;

/// <summary>What Hangfire has to say, from a warning on, in the bot's log. Hangfire keeps one log for the whole process, also when the bot's own is closed.</summary>
internal sealed class HangfireLog(ILoggerFactory loggers) : ILogProvider
{
    /// <summary>From now on Hangfire writes there.</summary>
    public static void Open(ILoggerFactory loggers) => LogProvider.SetCurrentLogProvider(new HangfireLog(loggers));

    /// <inheritdoc />
    public ILog GetLogger(string name)
    {
        try
        {
            return new Lines(loggers.CreateLogger(name));
        }
        catch (ObjectDisposedException)
        {
            return new Lines(null);
        }
    }

    private sealed class Lines(ILogger? logger) : ILog
    {
        public bool Log(HangfireLevel logLevel, Func<string>? messageFunc, Exception? exception = null)
        {
            var level = logLevel switch
            {
                HangfireLevel.Warn => Level.Warning,
                HangfireLevel.Error => Level.Error,
                HangfireLevel.Fatal => Level.Critical,
                _ => Level.None,
            };
            if (logger is null || !logger.IsEnabled(level))
            {
                return false;
            }

            if (messageFunc is not null)
            {
                logger.Log(level, 0, messageFunc(), exception, static (message, _) => message);
            }

            return true;
        }
    }
}
