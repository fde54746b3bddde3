using IncidentBot.Incidents;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>A due time whose time has come, as it stands in its row.</summary>
internal sealed record DueWakeup
{
    public required long Incident { get; init; }
    public required long Kind { get; init; }
    public required long Number { get; init; }
    public required Instant DueAt { get; init; }
    public required long Attempts { get; init; }
    public Instant? FirstDueAt { get; init; }

    public IncidentId Id => new((int)Incident);

    public Wakeup Wakeup => new((WakeupKind)Kind, (int)Number);

    /// <summary>When it was due before it was put off.</summary>
    public Instant MeantFor => FirstDueAt ?? DueAt;

    /// <summary>What is recorded for it is recorded once, however often it is tried.</summary>
    public string MessageId => $"wakeup/{Incident}/{Wakeup.Kind}/{Number}/{MeantFor.ToUnixTimeTicks()}";
}
