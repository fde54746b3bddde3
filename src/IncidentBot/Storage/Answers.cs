namespace IncidentBot.Storage;

/// <summary>The answers of a batch, given away from the writer, which is busy with the next batch by then.</summary>
/// <remarks>
/// A few together on one thread: to wake a thread for each answer costs more than the answer. Who waits for one goes on on that thread,
/// so nobody behind it may be kept waiting by more than a handful of others.
/// </remarks>
internal sealed class Answers(Pending[] pendings) : IThreadPoolWorkItem
{
    private const int Most = 16;

    /// <summary>Gives each its answer soon; returns at once.</summary>
    public static void Give(List<Pending> batch)
    {
        for (var first = 0; first < batch.Count; first += Most)
        {
            ThreadPool.UnsafeQueueUserWorkItem(new Answers([.. batch.Skip(first).Take(Most)]), preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute() => Array.ForEach(pendings, pending => pending.Answer());
}
