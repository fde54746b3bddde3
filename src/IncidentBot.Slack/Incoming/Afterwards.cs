using System.Collections.Concurrent;
using IncidentBot.Chat;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Slack.Incoming;

/// <summary>What is done after Slack has its answer and may fail without harm: a form opened, a private word. Nothing that must not be lost.</summary>
internal sealed partial class Afterwards(ILogger<Afterwards> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Begins it; what goes wrong is logged.</summary>
    public void Begin(string what, Func<CancellationToken, Task> work)
    {
        var task = RunAsync(what, work);
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

    private async Task RunAsync(string what, Func<CancellationToken, Task> work)
    {
        // The caller's answer goes out first.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await work(_stopping.Token);
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

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack: {What} failed. {Because}")]
        public static partial void Failed(ILogger logger, string what, string because);
    }
}
