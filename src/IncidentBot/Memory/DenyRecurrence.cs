using IncidentBot.Incidents;

namespace IncidentBot.Memory;

/// <summary>Says that a past incident is not the same after all: it is not said again in this one, and the draft does not name it.</summary>
/// <remarks>It concerns the two only. What resembles either of them is found as before.</remarks>
public sealed record DenyRecurrence(IncidentId Past) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"similar not {Past}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        SeenBefore.IsDenied(incident, Past.Number) ? Decision.Nothing($"That {Past} is not the same was said already.")
        : SeenBefore.Knows(incident, Past.Number) ? new RecurrenceDenied(Past.Number)
        : Decision.Refuse($"Nobody has said that {incident.Id} resembles {Past}, so there is nothing to take back.");
}
