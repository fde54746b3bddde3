using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Reminders;
using NodaTime;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Said by the bot when a day is over on which a task was due: the cards that count what is overdue are drawn anew.</summary>
/// <remarks>
/// The day is the incident's own, as on the card. However many tasks were due on it, each card changes once. While the day is far away, the bot
/// looks in on the Monday before it, as it does for every incident of that week: one job wakes it for all of them.
/// </remarks>
/// <param name="Since">The time that the bot wanted to be woken at; what has become overdue since then is not on the cards yet.</param>
public sealed record CountOverdue(Instant Since) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => "(a task may be overdue)";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        var decision = Decision.Nothing("counted anew").Waking(NextChange(incident, asked.Now));
        return Midnights(incident).Any(midnight => Since <= midnight && midnight <= asked.Now)
            ? decision.Showing(incident.IsPrivate ? [new RefreshHeader()] : [new RefreshHeader(), new RefreshAnnouncement()])
            : decision;
    }

    /// <summary>When to look whether a task is overdue that is not yet; never where none has a date to come.</summary>
    internal static WakeupChange NextChange(Incident incident, Instant now) =>
        new(
            new Wakeup(WakeupKind.Overdue, 0),
            Midnights(incident).Where(midnight => midnight > now).Select(midnight => (Instant?)OnTheWay(midnight, now)).Min()
        );

    /// <summary>Whether an event may bring that moment nearer. Where one moves it away, the bot looks once in vain.</summary>
    internal static bool MayComeSooner(IncidentEvent what) => what is TaskAdded { Due: not null } or TaskDueMoved or TaskReopened;

    private static IEnumerable<Instant> Midnights(Incident incident) =>
        incident
            .Tasks.Where(task => task.IsOpen && task.Due is not null)
            .Select(task => incident.Zone.AtStartOfDay(task.Due!.Value.PlusDays(1)).ToInstant());

    private static Instant OnTheWay(Instant midnight, Instant now)
    {
        var monday = midnight
            .InUtc()
            .Date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday))
            .AtStartOfDayInZone(DateTimeZone.Utc)
            .ToInstant();
        return monday > now ? monday : midnight;
    }
}
