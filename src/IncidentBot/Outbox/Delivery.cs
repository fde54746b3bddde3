using IncidentBot.Incidents;
using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>One effect on its way to one platform. <paramref name="Attempts"/> counts this try too.</summary>
public sealed record Delivery(string Id, string Platform, string Conversation, IncidentId Incident, Effect Effect, int Attempts)
{
    /// <summary>Until when nobody else takes it up. Whoever comes later than that leaves it alone: it may have happened meanwhile.</summary>
    public Instant LeasedUntil { get; init; } = Instant.MaxValue;

    /// <summary>How often somebody had it taken up again after it was given up.</summary>
    public int Retries { get; init; }
}

/// <summary>This node was away for longer than its lease: the delivery is somebody else's now.</summary>
public sealed class LeaseOverException() : Exception("The lease is over; another node has taken it up.");
