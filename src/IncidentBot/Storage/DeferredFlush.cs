namespace IncidentBot.Storage;

/// <summary>How a server is told to commit now and to bring it to the disk a little later, together with what others committed meanwhile.</summary>
/// <param name="Begin">Said in a transaction whose commit is not to wait for the disk.</param>
/// <param name="Flush">Done once everything is on the disk that was committed before, and whatever that went on from.</param>
public sealed record DeferredFlush(string Begin, string Flush);
