using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace IncidentBot.Jobs.Hangfire;

/// <summary>What was committed and is still to be told to Hangfire, written by one thread of its own. Of one key only the last counts.</summary>
internal sealed partial class KeyQueue
{
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
            try
            {
                _jobs.Write(key);
            }
            catch (Exception failed)
            {
                Log.NotWritten(_logger, key, failed);
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
