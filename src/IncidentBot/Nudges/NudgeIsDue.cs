using IncidentBot.Incidents;
using IncidentBot.Reminders;

namespace IncidentBot.Nudges;

/// <summary>Said by the bot when there may be something to say while an incident runs: the policy decides, on what is true now.</summary>
public sealed record NudgeIsDue(NudgePolicy Policy, NudgeLog Log) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => "(something may have to be said)";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        var said = Policy.Due(incident, Log, asked.Now);
        var decision =
            said is not null && said.About.HasFlag(NudgeSubjects.Update)
                ? new StatusUpdateFellDue(incident.NextUpdateDue!.Value)
                : Decision.Nothing(said is null ? "there is nothing to say" : "said");
        return decision.Nudging(said).Waking(WakeupChange.ToNudge);
    }
}
