using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace IncidentBot.Jobs.Hangfire;

/// <summary>What was committed and is still to be told to Hangfire, written by one thread of its own. Of one key only the last counts.</summary>
internal sealed partial class KeyQueue
{
    private const int Attempts = 4;
    private static readonly System.TimeSpan Pause = System.TimeSpan.FromSeconds(1);

    private readonly Channel<string> _keys = Channel.CreateUnbounded<string>(new() { SingleReader = true });
    private readonly KeyedJobs _jobs;
    private readonly ILogger _logger;
    private readonly Task _writing;

    /// <summary>Begins to write.</summary>
    public KeyQueue(KeyedJobs jobs, ILogger logger)
    {
        (_jobs, _logger) = (jobs, logger);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>The key is to be called at that time, or not at all where there is none.</summary>
    public void Add(string key, Instant? at)
    {
        _jobs.Tell(key, at);
        _keys.Writer.TryWrite(key);
    }

    /// <summary>Takes nothing more; done when everything is written.</summary>
    public Task CompleteAsync()
    {
        _keys.Writer.TryComplete();
        return _writing;
    }

    private async Task WriteAsync()
    {
        await foreach (var key in _keys.Reader.ReadAllAsync())
        {
            await WriteAsync(key);
        }
    }

    // A database that is locked or starts again is there a moment later.
    private async Task WriteAsync(string key)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _jobs.Write(key);
                return;
            }
            catch (Exception) when (attempt < Attempts)
            {
                await Task.Delay(Pause, TimeProvider.System);
            }
            catch (Exception failed)
            {
                _jobs.Drop(key);
                Log.NotWritten(_logger, key, failed);
                return;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "Hangfire could not be told of {Key}. What it was for is recorded; the sweeper finds it when it is due."
        )]
        public static partial void NotWritten(ILogger logger, string key, Exception exception);
    }
}
