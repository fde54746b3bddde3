using System.Threading.Channels;

namespace IncidentBot.Storage;

/// <summary>The answers of one writer's batches that are committed and not yet on the disk. The writer goes on meanwhile.</summary>
/// <param name="flush">What waits for the disk.</param>
/// <param name="again">Where the writes go of which nobody knows whether the disk has them: done again, they find themselves done, or are done.</param>
internal sealed class LateAnswers(SharedFlush flush, ChannelWriter<Pending> again)
{
    // The disk is never so far behind; where it stands still, so does the writer.
    private const int MostBatches = 16;

    private readonly Queue<Task> _underWay = [];

    /// <summary>Whether everybody has an answer.</summary>
    public bool IsIdle => _underWay.All(answer => answer.IsCompleted);

    /// <summary>Answers a batch once the disk has it.</summary>
    public async Task GiveAsync(List<Pending> batch, FlushSession session)
    {
        while (_underWay.TryPeek(out var oldest) && (oldest.IsCompleted || _underWay.Count >= MostBatches))
        {
            await _underWay.Dequeue();
        }

        _underWay.Enqueue(AnswerAsync([.. batch], session));
    }

    /// <summary>Done once everybody has an answer.</summary>
    public Task FinishAsync() => Task.WhenAll(_underWay);

    private async Task AnswerAsync(List<Pending> batch, FlushSession session)
    {
        try
        {
            await flush.WaitAsync(session);
            Answers.Give(batch);
        }
        catch (Exception exception)
        {
            batch.ForEach(pending => DoAgain(pending, exception));
        }
    }

    private void DoAgain(Pending pending, Exception exception)
    {
        pending.WasSent = true;
        pending.OnTakenBack();
        if (!again.TryWrite(pending))
        {
            pending.Fail(StorageUnavailableException.Unknown(exception));
            Answers.Give([pending]);
        }
    }
}
