namespace IncidentBot.Storage;

/// <summary>The database could not take a change; nothing of it was recorded, unless the message says otherwise. The message is a sentence for the person.</summary>
public sealed class StorageUnavailableException : Exception
{
    /// <summary>With the sentence and what the database said.</summary>
    public StorageUnavailableException(string message, Exception inner)
        : base(message, inner) { }

    /// <summary>With the sentence.</summary>
    public StorageUnavailableException(string message)
        : base(message) { }

    /// <summary>Where nobody knows whether it was recorded. Nobody may be told that nothing was before the database has said so.</summary>
    internal static StorageUnavailableException Unknown(Exception inner) =>
        new("The bot's database was lost while it recorded this. Look whether it is there before you send it again.", inner);
}
