using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using IncidentBot.Jobs;
using IncidentBot.Memory.Words;

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

    // Somebody else wrote first: decided anew it is right. Again and again it is a mistake of our own.
    private const int MostCollisions = 5;

    private const int MostAsked = 20;
    private static readonly TimeSpan BetweenAsking = TimeSpan.FromMilliseconds(250);

    private readonly Dialect _dialect;
    private readonly SqliteCheckpoints? _checkpoints;
    private readonly NodeNews _news;
    private readonly WriterGate? _gate;
    private readonly SharedFlush? _flush;
    private readonly Channel<Pending>[] _lanes;
    private readonly Task[] _writers;
    private long _commits;

    public CommitQueue(Dialect dialect, NodeNews news, WriterGate? gate)
    {
        _dialect = dialect;
        _checkpoints = dialect.Checkpoints();
        _news = news;
        _gate = gate;
        _flush = dialect.CanFlush ? new SharedFlush(dialect.OpenFlushAsync) : null;
        _lanes =
        [
            .. Enumerable
                .Range(0, dialect.Writers)
                .Select(_ => Channel.CreateBounded<Pending>(new BoundedChannelOptions(20_000) { SingleReader = true })),
        ];
        _writers =
        [
            .. _lanes.Select(lane =>
                Task.Factory.StartNew(() => RunAsync(lane), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                    .Unwrap()
            ),
        ];
    }

    /// <summary>How many transactions were committed; fewer than writes where these waited together.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>How many writes wait for a writer.</summary>
    public int Waiting => _lanes.Sum(lane => lane.Reader.Count);

    /// <summary>Keeps the jobs in step with the due times; null where nobody is woken.</summary>
    public DueJobs? Jobs { get; set; }

    /// <summary>Which words of what is remembered mean the same.</summary>
    public Synonyms Words { get; set; } = Synonyms.OfOperations;

    public Task<T> EnqueueAsync<T>(Pending<T> pending, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var lane = LaneOf(pending).Writer;
        // Once there it may be committed: the caller waits for the truth, whatever its own token says.
        return lane.TryWrite(pending) ? pending.Done : WaitAsync(lane, pending, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes)
        {
            lane.Writer.TryComplete();
        }

        await Task.WhenAll(_writers);
        await (_flush?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_checkpoints?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static async Task<T> WaitAsync<T>(ChannelWriter<Pending> lane, Pending<T> pending, CancellationToken cancellation)
    {
        try
        {
            await lane.WriteAsync(pending, cancellation);
        }
        catch (ChannelClosedException closed)
        {
            throw new StorageUnavailableException("The bot is stopping, so nothing was recorded. Send it again in a moment.", closed);
        }

        return await pending.Done;
    }

    // Those of one incident go one behind the other, and beside those of others; the first lane is for what is no incident's.
    private Channel<Pending> LaneOf(Pending pending) =>
        _lanes.Length > 1 && pending.Incident is { } incident ? _lanes[1 + (incident % (_lanes.Length - 1))] : _lanes[0];

    private async Task RunAsync(Channel<Pending> lane)
    {
        WriterConnection? writer = null;
        var (waiting, late) = (lane.Reader, _flush is null ? null : new LateAnswers(_flush, lane.Writer));
        var batch = new List<Pending>(LargestBatch);
        while (await waiting.WaitToReadAsync())
        {
            while (batch.Count < LargestBatch && waiting.TryRead(out var pending))
            {
                batch.Add(pending);
            }

            writer = await CommitAsync(writer, batch, late);
            batch.Clear();
        }

        await (late?.FinishAsync() ?? Task.CompletedTask);
        await CloseAsync(writer);
    }

    private async Task<WriterConnection?> CommitAsync(WriterConnection? writer, List<Pending> batch, LateAnswers? late)
    {
        await (_gate?.EnterAsync(CancellationToken.None) ?? Task.CompletedTask);
        using var span = BotTraces.Source.StartActivity("commit");
        span?.SetTag("incidentbot.batch", batch.Count);
        var isUnknown = batch.Exists(pending => pending.WasSent);
        FlushSession? session = null;
        try
        {
            var outcome = Outcome.Again;
            while (outcome != Outcome.Committed)
            {
                writer ??= isUnknown ? await OpenAgainAsync() : await WriterConnection.OpenAsync(_dialect);
                (outcome, session) = await TryCommitAsync(writer, batch, late is { IsIdle: true } && batch.Count == 1);
                isUnknown |= outcome == Outcome.Unknown;
                if (writer.Connection.State != ConnectionState.Open || outcome is Outcome.Reconnect or Outcome.Unknown)
                {
                    await CloseAsync(writer);
                    writer = null;
                }
            }
        }
        catch (Exception exception)
        {
            var told =
                isUnknown ? StorageUnavailableException.Unknown(exception)
                : _dialect.Unavailable(exception) is { } sentence ? new StorageUnavailableException(sentence, exception)
                : exception;
            batch.ForEach(pending => pending.Fail(told));
            Answers.Give(batch);
            await CloseAsync(writer);
            return null;
        }
        finally
        {
            _gate?.Leave();
        }

        Interlocked.Increment(ref _commits);
        CommitMetrics.Commits.Add(1);
        CommitMetrics.Batch.Record(batch.Count);
        batch.ForEach(Succeed);
        if (session is null)
        {
            Answers.Give(batch);
        }
        else
        {
            await late!.GiveAsync(batch, session);
        }

        _checkpoints?.OnCommitted();
        return writer;
    }

    // Where one write made a mistake or came too late, nothing is committed; the batch is tried again, without it or decided anew.
    private async Task<(Outcome Outcome, FlushSession? Session)> TryCommitAsync(WriterConnection writer, List<Pending> batch, bool isAlone)
    {
        CommitUnit? unit = null;
        try
        {
            // What can be done again where a crash took it need not wait for the disk here; one that is alone waits no longer for it here.
            var session =
                _flush is not null && !isAlone && batch.TrueForAll(pending => pending.MayBeRepeated) ? await _flush.SessionAsync() : null;
            await writer.WaitForTheDiskAsync(session is null);
            var transaction = await _dialect.BeginAsync(writer.Connection, CancellationToken.None);
            unit = new CommitUnit(writer, transaction, _news, Jobs, writer.MayPresume(), isLate: session is not null) { Words = Words };
            await unit.RunAsync(batch);
            return (Outcome.Committed, session);
        }
        catch (Exception exception) when (_dialect.IsLost(exception) && unit is { IsCommitting: true })
        {
            return (await LostAsync(unit, batch, exception), null);
        }
        catch (Exception exception) when (_dialect.IsLost(exception) && writer.HasCommitted)
        {
            // Cut while it waited: nothing has happened yet.
            return (Outcome.Reconnect, null);
        }
        catch (Exception exception) when (_dialect.IsConflict(exception) && ++(unit?.Culprit ?? batch[0]).Collisions <= MostCollisions)
        {
            writer.PresumedWrongly();
            unit?.Culprit?.OnTakenBack();
            return (Outcome.Again, null);
        }
        catch (Exception exception) when (_dialect.Unavailable(exception) is null && unit?.Culprit is { } culprit)
        {
            culprit.OnTakenBack();
            culprit.Fail(exception);
            batch.Remove(culprit);
            Answers.Give([culprit]);
            return (Outcome.Again, null);
        }
        finally
        {
            await (unit?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    // The connection broke between the commit and its answer. A server that crashed gives the transaction's name to another, so its word for
    // a name is taken only where there is nothing better.
    private async Task<Outcome> LostAsync(CommitUnit unit, List<Pending> batch, Exception exception) =>
        unit.Known!.TransactionId is not { } transaction || batch.TrueForAll(pending => pending.MayBeRepeated)
            ? Outcome.Unknown
            : await _dialect.WasCommittedAsync(transaction, CancellationToken.None) switch
            {
                true => Outcome.Committed,
                false => Outcome.Reconnect,
                null => throw StorageUnavailableException.Unknown(exception),
            };

    // It knows; so it is waited for as long as people wait for their answer.
    private async Task<WriterConnection> OpenAgainAsync()
    {
        for (var ask = 1; ; ask++)
        {
            try
            {
                return await WriterConnection.OpenAsync(_dialect);
            }
            catch (Exception exception) when (ask < MostAsked && _dialect.Unavailable(exception) is not null)
            {
                await Task.Delay(BetweenAsking, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    // A listener that fails is our own mistake; it must neither deny what is on the disk nor stop the writer.
    private static void Succeed(Pending pending)
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
        catch (Exception exception)
        {
            // Also what is no fault of a database: whatever it is, the writer must go on, or nobody would write any more.
            Trace.TraceError($"A broken connection could not be closed: {exception}");
        }
    }

    private enum Outcome
    {
        Committed,
        Again,
        Reconnect,

        // Sent, and the answer lost: the same again finds what became of the first.
        Unknown,
    }
}
