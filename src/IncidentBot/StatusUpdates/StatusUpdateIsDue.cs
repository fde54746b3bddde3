using IncidentBot.Incidents;

namespace IncidentBot.StatusUpdates;

/// <summary>Said by the bot when the promised time of the next status update has come.</summary>
public sealed record StatusUpdateIsDue : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => "(the next status update is due)";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident.NextUpdateDue is { } due && due <= asked.Now && !incident.IsOver
            ? new StatusUpdateFellDue(due)
            : Decision.Nothing("it was posted meanwhile");
}
