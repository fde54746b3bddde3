namespace IncidentBot.Breaking;

/// <summary>A bot that people can type at: a process of its own, or one in this process whose clock the test holds.</summary>
internal interface IServing
{
    /// <summary>Where it listens.</summary>
    Uri Address { get; }

    /// <summary>The last lines of its log.</summary>
    string Log { get; }
}
