using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.StatusUpdates;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>What the bot wants to be woken for.</summary>
public enum WakeupKind
{
    /// <summary>The time box of a hypothesis is over.</summary>
    TimeBox,

    /// <summary>The next status update was promised.</summary>
    StatusUpdate,
}

/// <summary>A due time. It is only a hint: when it comes, the incident is asked again and decides.</summary>
/// <param name="Kind">What for.</param>
/// <param name="Number">Which of that kind: 1 for H1; 0 where there is only one.</param>
public readonly record struct Wakeup(WakeupKind Kind, int Number)
{
    /// <summary>The command that the bot gives itself when the time has come.</summary>
    public IncidentCommand Command() =>
        Kind switch
        {
            WakeupKind.TimeBox => new EndTimeBox(Number),
            _ => new StatusUpdateIsDue(),
        };
}

/// <summary>A due time set (or moved), or taken away where <paramref name="At"/> is null.</summary>
public sealed record WakeupChange(Wakeup Wakeup, Instant? At);
