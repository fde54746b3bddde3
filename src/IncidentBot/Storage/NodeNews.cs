using System.Diagnostics;
using Dapper;

namespace IncidentBot.Storage;

/// <summary>What the nodes on one database tell each other: what has changed, so that nobody shows what is over.</summary>
/// <remarks>
/// It is told in the transaction that makes the change, so it is heard once that is committed, or never. A connection that listens can
/// break; what was told meanwhile is missed, and whoever keeps anything in memory has to drop it.
/// </remarks>
public sealed class NodeNews : IAsyncDisposable
{
    private static readonly System.TimeSpan Pause = System.TimeSpan.FromMilliseconds(500);
    private static readonly System.TimeSpan BetweenLooks = System.TimeSpan.FromSeconds(1);

    private readonly Dialect _dialect;
    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _listening;
    private readonly Lock _lock = new();
    private string? _restoration;
    private long _gaps;
    private int _isOver;
    private bool _isListening;

    internal NodeNews(Dialect dialect)
    {
        _dialect = dialect;
        _listening =
            dialect.Tell is not null ? ListenAsync()
            : dialect.LastRestoration is { } query ? WatchAsync(query)
            : Task.CompletedTask;
    }

    /// <summary>Another node has changed something: what kind of thing, and which. Raised on the listening thread; handlers must be quick.</summary>
    public event Action<string, string>? Heard;

    /// <summary>News may have been missed: nothing in memory is certain any more.</summary>
    public event Action? Missed;

    /// <summary>Whether every change by another node is heard, so that memory may be trusted.</summary>
    public bool IsComplete => _dialect.Tell is null || Volatile.Read(ref _isListening);

    /// <summary>How often news may have been missed: what was read before and is kept afterwards may be over.</summary>
    internal long Gaps => Interlocked.Read(ref _gaps);

    /// <summary>The statement that tells the others; null where there are none.</summary>
    internal string? Statement => _dialect.Tell;

    internal string Told(string kind, string what) => $"{_node} {kind} {what}";

    /// <summary>Done once it listens, or has tried to.</summary>
    internal Task BeginAsync() => _listening.IsCompleted ? Task.CompletedTask : _tried.Task;

    /// <summary>Which backup was last put in the database's place. Where it is another than before, memory speaks of a database that is gone.</summary>
    internal void SawRestoration(string? id)
    {
        lock (_lock)
        {
            if (_restoration == id)
            {
                return;
            }

            _restoration = id;
        }

        Miss(isListening: true);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            await _stop.CancelAsync();
            await _listening;
            _stop.Dispose();
        }
    }

    private Task ListenAsync() =>
        RepeatAsync(
            () => _dialect.ListenAsync(Begin, Hear, _stop.Token),
            () => Miss(isListening: false),
            Pause,
            "The news of other nodes cannot be heard; memory is not trusted until they are"
        );

    // Who writes looks for itself; this is for those who only read.
    private Task WatchAsync(string query) =>
        RepeatAsync(
            async () =>
            {
                await using var connection = _dialect.Connect();
                await connection.OpenAsync(_stop.Token);
                SawRestoration(await connection.ExecuteScalarAsync<string?>(query));
            },
            () => _tried.TrySetResult(),
            BetweenLooks,
            "Whether the database was restored cannot be seen"
        );

    private async Task RepeatAsync(Func<Task> listen, Action afterwards, System.TimeSpan pause, string trouble)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await listen();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // Stopping.
            }
            catch (Exception exception)
            {
                Trace.TraceWarning($"{trouble}: {exception.Message}");
            }

            afterwards();
            await Task.Delay(pause, TimeProvider.System, _stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private void Begin() => Miss(isListening: true);

    private void Miss(bool isListening)
    {
        Volatile.Write(ref _isListening, false);
        Interlocked.Increment(ref _gaps);
        Missed?.Invoke();
        Volatile.Write(ref _isListening, isListening);
        _tried.TrySetResult();
    }

    private void Hear(string told)
    {
        if (told.Split(' ', 3) is [var node, var kind, var what] && node != _node)
        {
            Heard?.Invoke(kind, what);
        }
    }
}
