using IncidentBot.Incidents;
using IncidentBot.People;

namespace IncidentBot.Postmortems;

/// <summary>Asks somebody to review the postmortem.</summary>
public sealed record RequestReview(Party Of) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"postmortem review {Of.Spoken}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident.IsClosed
            ? new ReviewRequested(Of)
            : Decision.Refuse($"{incident.Id} is not closed yet, so there is no draft to review. Say `close` first.");
}
