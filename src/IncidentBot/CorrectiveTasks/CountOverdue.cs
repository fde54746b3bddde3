using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Reminders;
using NodaTime;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Said by the bot when a day is over on which a task was due: the cards that count what is overdue are drawn anew.</summary>
/// <remarks>The day is the incident's own, as on the card. However many tasks were due on it, each card changes once.</remarks>
public sealed record CountOverdue : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => "(a task may be overdue)";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        var today = asked.Now.InZone(incident.Zone).Date;
        var decision = Decision.Nothing("counted anew").Waking(NextChange(incident, asked.Now));
        return incident.Tasks.Exists(task => task.IsOverdue(today))
            ? decision.Showing(incident.IsPrivate ? [new RefreshHeader()] : [new RefreshHeader(), new RefreshAnnouncement()])
            : decision;
    }

    /// <summary>When a task will be overdue that is not yet; never where none has a date to come.</summary>
    internal static WakeupChange NextChange(Incident incident, Instant now) =>
        new(
            new Wakeup(WakeupKind.Overdue, 0),
            incident
                .Tasks.Where(task => task.IsOpen && task.Due is not null)
                .Select(task => (Instant?)incident.Zone.AtStartOfDay(task.Due!.Value.PlusDays(1)).ToInstant())
                .Where(midnight => midnight > now)
                .Min()
        );

    /// <summary>Whether an event may bring that moment nearer. Where one moves it away, the bot looks once in vain.</summary>
    internal static bool MayComeSooner(IncidentEvent what) => what is TaskAdded { Due: not null } or TaskDueMoved or TaskReopened;
}
