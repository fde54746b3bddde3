using System.Collections.Concurrent;
using IncidentBot.Chat;
using IncidentBot.Times;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Teams.Incoming;

/// <summary>What is done after Teams has its answer: the reply to a message, what is learnt on the way. What fails in passing is tried again for a while.</summary>
internal sealed partial class Afterwards(TimeProvider time, ILogger<Afterwards> logger) : IAsyncDisposable
{
    private const int MostTries = 8;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Begins it; what goes wrong is logged.</summary>
    public void Begin(string what, Func<CancellationToken, Task> work) => _ = RunAsync(what, (_, stopping) => work(stopping));

    /// <summary>Begins it, and tells it whether it is a repetition. Its end is never a failure.</summary>
    /// <param name="what">What it is, in the log.</param>
    /// <param name="work">What is done.</param>
    /// <param name="patience">For how long what fails in passing is tried again; null for a few minutes.</param>
    public Task RunAsync(string what, Func<bool, CancellationToken, Task> work, TimeSpan? patience = null)
    {
        var task = TryAsync(what, work, patience ?? TimeSpan.Zero);
        if (!task.IsCompleted)
        {
            _running[task] = true;
            _ = task.ContinueWith(
                done => _running.TryRemove(done, out _),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
        }

        return task;
    }

    /// <summary>Waits for all that was begun.</summary>
    public Task FinishAsync() => Task.WhenAll(_running.Keys);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await FinishAsync();
        _stopping.Dispose();
    }

    private async Task TryAsync(string what, Func<bool, CancellationToken, Task> work, TimeSpan patience)
    {
        var until = time.GetPassing() + patience;
        // The caller's answer goes out first.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            for (var tries = 1; await PauseAfterAsync(tries, until, work) is { } pause; tries++)
            {
                await Task.Delay(pause, time, _stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Stopping.
        }
        catch (Exception failed)
        {
            Log.Failed(logger, what, failed is DeliveryFailedException ? failed.Message : failed.ToString());
        }
    }

    // How long to wait before the next try; null where none is needed.
    private async Task<TimeSpan?> PauseAfterAsync(int tries, DateTimeOffset until, Func<bool, CancellationToken, Task> work)
    {
        try
        {
            await work(tries > 1, _stopping.Token);
            return null;
        }
        catch (DeliveryPostponedException postponed)
        {
            return postponed.For.ToTimeSpan();
        }
        catch (DeliveryFailedException failed) when (!failed.IsPermanent && (tries < MostTries || time.GetPassing() < until))
        {
            // What failed at one moment does not come back at one moment.
            var pause =
                failed.RetryAfter?.ToTimeSpan()
                ?? TimeSpan.FromSeconds(Math.Pow(2, Math.Min(tries - 1, 6)) * (0.8 + (0.2 * Random.Shared.NextDouble())));
            return pause < LongestPause ? pause : LongestPause;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Teams: {What} failed. {Because}")]
        public static partial void Failed(ILogger logger, string what, string because);
    }
}
