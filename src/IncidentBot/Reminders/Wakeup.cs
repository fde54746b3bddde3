using IncidentBot.CorrectiveTasks;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Reviews;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>What the bot wants to be woken for. The numbers stand in the database.</summary>
public enum WakeupKind
{
    /// <summary>The time box of a hypothesis is over.</summary>
    TimeBox = 0,

    /// <summary>The next status update was promised. Not written any more: a nudge says it.</summary>
    StatusUpdate = 1,

    /// <summary>Somebody is to be reminded of a task.</summary>
    TaskReminder = 2,

    /// <summary>Something may have to be said while an incident runs.</summary>
    Nudge = 3,

    /// <summary>A task is overdue from now on, so the cards count one more.</summary>
    Overdue = 4,

    /// <summary>Past incidents that resemble this one are to be looked for.</summary>
    Recall = 5,

    /// <summary>A review of the postmortem is awaited; the number is that of the entry that asks for it.</summary>
    Review = 6,
}

/// <summary>A due time. It is only a hint: when it comes, the incident is asked again and decides.</summary>
/// <param name="Kind">What for.</param>
/// <param name="Number">Which of that kind: 1 for H1 or T1; 0 where there is only one.</param>
public readonly record struct Wakeup(WakeupKind Kind, int Number)
{
    /// <summary>The command that the bot gives itself when the time has come, where that needs nothing but the number and that time.</summary>
    public IncidentCommand Command(Instant meantFor) =>
        Kind switch
        {
            WakeupKind.TimeBox => new EndTimeBox(Number),
            WakeupKind.Overdue => new CountOverdue(meantFor),
            WakeupKind.Review => new RemindReviewer(Number),
            _ => throw new InvalidOperationException($"A wake-up for {Kind} is no command by itself."),
        };
}

/// <summary>A due time set (or moved), or taken away where <paramref name="At"/> is null.</summary>
public sealed record WakeupChange(Wakeup Wakeup, Instant? At)
{
    /// <summary>
    /// The time is reckoned when the row is written, inside the transaction: it depends on the zones of people, which are no part of the
    /// incident.
    /// </summary>
    public bool IsToReckon { get; private init; }

    /// <summary>When there may be something to say has to be reckoned anew; it depends on settings.</summary>
    public static WakeupChange ToNudge { get; } = new(new Wakeup(WakeupKind.Nudge, 0), null) { IsToReckon = true };

    /// <summary>Past incidents that resemble this one are looked for as soon as what was said is acknowledged.</summary>
    public static WakeupChange ToRecall(Instant now) => new(new Wakeup(WakeupKind.Recall, 0), now);

    /// <summary>When a reviewer is reminded next has to be reckoned anew; it depends on their zone.</summary>
    public static WakeupChange ToReckonReview(int request) => new(new Wakeup(WakeupKind.Review, request), null) { IsToReckon = true };

    /// <summary>The reminders of a task have to be reckoned anew.</summary>
    public static WakeupChange ToReckon(int task) => new(new Wakeup(WakeupKind.TaskReminder, task), null) { IsToReckon = true };
}
