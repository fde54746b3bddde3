using IncidentBot.People;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>What one person is told of one task, and on which mornings.</summary>
/// <param name="To">The person.</param>
/// <param name="Zone">Theirs.</param>
/// <param name="Since">When the task came to be as it is; what the policy had wanted before was for another promise.</param>
/// <param name="Last">The last step that was sent.</param>
/// <param name="SnoozedUntil">Silent until then.</param>
/// <param name="Stages">The steps in order, each on its day; may have no end.</param>
internal sealed record ReminderTrack(
    Person To,
    DateTimeZone Zone,
    Instant Since,
    ReminderStage? Last,
    Instant? SnoozedUntil,
    IEnumerable<(ReminderStage Stage, LocalDate Day)> Stages
)
{
    /// <summary>Whether the end of a snooze is said here; else it only delays.</summary>
    public bool SaysSnoozeOver { get; init; } = true;

    /// <summary>
    /// The next step and its instant, which is never before now. Where several have passed unsent (the bot was down) only the latest
    /// counts, and outside working hours it waits for the next morning.
    /// </summary>
    public (ReminderStage Stage, Instant At)? Next(WorkCalendar calendar, Instant now)
    {
        var wakes = SnoozedUntil is { } until ? WakesAt(calendar, until) : (Instant?)null;
        var asOf = wakes > now ? wakes.Value : now;
        ReminderStage? passed = null;
        foreach (var (stage, day) in Stages)
        {
            var at = calendar.Morning(day, Zone);
            if (at <= Since || !stage.IsAfter(Last))
            {
                continue;
            }

            if (at > asOf)
            {
                return passed is null && (wakes is null || !SaysSnoozeOver) ? (stage, at) : Now(calendar, passed, asOf);
            }

            passed = stage;
        }

        return passed is null && (wakes is null || !SaysSnoozeOver) ? null : Now(calendar, passed, asOf);
    }

    private (ReminderStage Stage, Instant At) Now(WorkCalendar calendar, ReminderStage? passed, Instant asOf) =>
        (passed ?? new ReminderStage(ReminderKind.SnoozeOver), calendar.NextOpen(asOf, Zone));

    // Whoever snoozes until another day means that day's morning.
    private Instant WakesAt(WorkCalendar calendar, Instant until)
    {
        var day = until.InZone(Zone).Date;
        return day > Since.InZone(Zone).Date ? calendar.Morning(calendar.OnOrAfter(day), Zone) : calendar.NextOpen(until, Zone);
    }
}
