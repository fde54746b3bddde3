namespace IncidentBot.Storage;

/// <summary>The database could not take a change; nothing of it was recorded. The message is a sentence for the person.</summary>
public sealed class StorageUnavailableException : Exception
{
    /// <summary>With the sentence and what the database said.</summary>
    public StorageUnavailableException(string message, Exception inner)
        : base(message, inner) { }

    /// <summary>With the sentence.</summary>
    public StorageUnavailableException(string message)
        : base(message) { }
}
