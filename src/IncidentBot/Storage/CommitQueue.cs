using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;

namespace IncidentBot.Storage;

/// <summary>Commits waiting writes together: one transaction and one fsync for as many as wait, and no answer before it.</summary>
/// <remarks>
/// While a commit is on its way to the disk the next writes gather; they are the next batch. Where a write makes a mistake the batch is
/// rolled back and done again without it: that is rare, and a savepoint for each write would cost all of them. A commit that fails
/// fails all its writes, and none of them was recorded.
/// </remarks>
internal sealed class CommitQueue : IAsyncDisposable
{
    private const int LargestBatch = 512;

    // A write tells its own mistake instead; this one is only for a write that forgot it.
    private static readonly InvalidOperationException Mistake = new("A write failed and did not say why.");

    private readonly Dialect _dialect;
    private readonly Channel<Pending> _waiting = Channel.CreateBounded<Pending>(new BoundedChannelOptions(20_000) { SingleReader = false });
    private readonly Task[] _writers;
    private long _commits;

    public CommitQueue(Dialect dialect)
    {
        _dialect = dialect;
        _writers =
        [
            .. Enumerable
                .Range(0, dialect.Writers)
                .Select(_ =>
                    Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()
                ),
        ];
    }

    /// <summary>How many transactions were committed; fewer than writes where these waited together.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    public async Task<T> EnqueueAsync<T>(Pending<T> pending, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_waiting.Writer.TryWrite(pending))
        {
            try
            {
                await _waiting.Writer.WriteAsync(pending, cancellation);
            }
            catch (ChannelClosedException closed)
            {
                throw new StorageUnavailableException("The bot is stopping, so nothing was recorded. Send it again in a moment.", closed);
            }
        }

        // From here on it may be committed: the caller waits for the truth, whatever its own token says.
        return await pending.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_writers);
    }

    private async Task RunAsync()
    {
        WriterConnection? writer = null;
        var batch = new List<Pending>(LargestBatch);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (batch.Count < LargestBatch && _waiting.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
            }

            writer = await CommitAsync(writer, batch);
            batch.Clear();
        }

        await CloseAsync(writer);
    }

    private async Task<WriterConnection?> CommitAsync(WriterConnection? writer, List<Pending> batch)
    {
        try
        {
            writer ??= await WriterConnection.OpenAsync(_dialect);
            while (await MistakenAsync(writer, batch) is { } mistaken)
            {
                batch.Remove(mistaken);
                mistaken.Fail(Mistake);
            }
        }
        catch (Exception exception)
        {
            var told = _dialect.Unavailable(exception) is { } sentence ? new StorageUnavailableException(sentence, exception) : exception;
            batch.ForEach(pending => pending.Fail(told));
            await CloseAsync(writer);
            return null;
        }

        Interlocked.Increment(ref _commits);
        batch.ForEach(Answer);
        return writer;
    }

    // Commits the batch; where one of its writes made a mistake, nothing is committed and that one is given back.
    private async Task<Pending?> MistakenAsync(WriterConnection writer, List<Pending> batch)
    {
        await using var unit = new CommitUnit(writer, await _dialect.BeginAsync(writer.Connection, CancellationToken.None));
        foreach (var pending in batch)
        {
            if (!await pending.RunAsync(unit))
            {
                return pending;
            }
        }

        await unit.CommitAsync();
        return null;
    }

    // A listener that fails is our own mistake; it must neither deny what is on the disk nor stop the writer.
    private static void Answer(Pending pending)
    {
        try
        {
            pending.Succeed();
        }
        catch (Exception exception)
        {
            Trace.TraceError($"A listener of commits failed: {exception}");
        }
    }

    // After a failure the connection may be in any state; the next batch gets a fresh one.
    private static async Task CloseAsync(WriterConnection? writer)
    {
        try
        {
            await (writer?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (DbException exception)
        {
            Trace.TraceError($"A broken connection could not be closed: {exception}");
        }
    }
}
