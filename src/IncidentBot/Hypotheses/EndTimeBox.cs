using IncidentBot.Incidents;

namespace IncidentBot.Hypotheses;

/// <summary>Said by the bot when the time box of a hypothesis is over: asks, unless it was decided meanwhile.</summary>
public sealed record EndTimeBox(int Hypothesis) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"(time box of H{Hypothesis} is over)";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident.FindHypothesis(Hypothesis) is { State: HypothesisState.Open, TimeBoxEnds: { } ends }
        && ends <= asked.Now
        && !(incident.QuietUntil > asked.Now)
        && !incident.IsOver
            ? new TimeBoxEnded(Hypothesis)
            : Decision.Nothing("decided meanwhile");
}
