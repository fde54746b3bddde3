namespace IncidentBot.Storage;

/// <summary>
/// Where a database takes one writer at a time, everything in this process that writes goes through here, so that nobody waits on the
/// database's own lock, and nobody who holds it waits for somebody who wants it.
/// </summary>
public sealed class WriterGate : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Waits for its turn. Who has entered must leave.</summary>
    public Task EnterAsync(CancellationToken cancellation) => _gate.WaitAsync(cancellation);

    /// <summary>Lets the next one in.</summary>
    public void Leave() => _gate.Release();

    /// <inheritdoc />
    public void Dispose() => _gate.Dispose();
}
