using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.People;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>
/// Who is reminded of a task, and when. Its owner: some working days before, on the day, on the first overdue working days, then weekly.
/// The commander: from the fourth overdue working day, weekly. Who is to verify it: the working morning after it was done, then weekly.
/// A task without an owner or a date: the commander, weekly. Pure.
/// </summary>
/// <remarks>
/// Each person is reminded in their own zone, on the mornings of working days. A due day on which nobody works is said on the last working
/// day before it. For somebody who has left, or is no person the bot knows, stands the commander, and where nobody leads, whoever declared
/// the incident. What was sent is known from the events, so the clock may go back and the bot may stop: nothing is sent twice.
/// </remarks>
public sealed class ReminderPolicy(ReminderOptions options)
{
    /// <summary>The settings.</summary>
    public ReminderOptions Options => options;

    /// <summary>What is to be sent now.</summary>
    public IReadOnlyList<Reminder> Due(Incident incident, int task, IReadOnlyDictionary<string, Whereabouts> people, Instant now) =>
        [.. Plans(incident, task, people, now).Where(plan => plan.At <= now).Select(plan => plan.Reminder)];

    /// <summary>When there is something to send next; now where it is due, null where never.</summary>
    public Instant? Next(Incident incident, int task, IReadOnlyDictionary<string, Whereabouts> people, Instant now) =>
        Plans(incident, task, people, now).Select(plan => (Instant?)plan.At).Min();

    /// <summary>The people whose zones have to be known for a task.</summary>
    public static IEnumerable<Person> Concerned(Incident incident, int task) =>
        incident.FindTask(task) is { } found
            ? new[] { found.Owner?.Person, found.Verifier?.Person, incident.Commander?.Person, incident.Entries[0].By }
                .OfType<Person>()
                .DistinctBy(who => who.Id)
            : [];

    private IEnumerable<(Reminder Reminder, Instant At)> Plans(
        Incident incident,
        int number,
        IReadOnlyDictionary<string, Whereabouts> people,
        Instant now
    )
    {
        if (incident.IsDrill || incident.IsTutorial || incident.FindTask(number) is not { } task)
        {
            yield break;
        }

        foreach (var track in Tracks(incident, task, people))
        {
            if (track.Next(options.Calendar, now) is { } next)
            {
                yield return (new Reminder(next.Stage, track.To), next.At);
            }
        }
    }

    private IEnumerable<ReminderTrack> Tracks(Incident incident, CorrectiveTask task, IReadOnlyDictionary<string, Whereabouts> people)
    {
        var leader = Present(incident.Commander?.Person, people) ?? Present(incident.Entries[0].By, people);
        var owner = Present(task.Owner?.Person, people) ?? leader;
        switch (task)
        {
            case { AwaitsVerification: true } when (Present(task.Verifier!.Person, people) ?? leader) is { } verifier:
                yield return Track(incident, task, verifier, people, zone => Verifying(Day(task.Promised.RecordedAt, zone)));
                break;
            case { IsOpen: true, Owner: not null, Due: { } due } when owner is not null:
                yield return Track(incident, task, owner, people, _ => Owing(due));
                if (leader is not null && leader.Id != owner.Id)
                {
                    yield return Track(incident, task, leader, people, _ => Escalating(due)) with
                    {
                        Last = task.CommanderReminded,
                        SaysSnoozeOver = false,
                    };
                }

                break;
            case { IsOpen: true, Parent: null } when (task.Owner is null || task.Due is null) && leader is not null:
                yield return Track(incident, task, leader, people, zone => Lacking(Day(task.Promised.RecordedAt, zone)));
                break;
        }
    }

    private static ReminderTrack Track(
        Incident incident,
        CorrectiveTask task,
        Person to,
        IReadOnlyDictionary<string, Whereabouts> people,
        Func<DateTimeZone, IEnumerable<(ReminderStage, LocalDate)>> stages
    )
    {
        var zone = people.TryGetValue(to.Id, out var known) && known.ZoneId.Length > 0 ? known.Zone : incident.Zone;
        return new ReminderTrack(to, zone, task.Changed.RecordedAt, task.Reminded, task.SnoozedUntil, stages(zone));
    }

    private IEnumerable<(ReminderStage, LocalDate)> Owing(LocalDate due)
    {
        var calendar = options.Calendar;
        if (options.DaysBefore > 0)
        {
            yield return (new(ReminderKind.Before), calendar.Add(due, -options.DaysBefore));
        }

        yield return (new(ReminderKind.DueDay), calendar.OnOrBefore(due));
        for (var day = 1; day <= options.DailyWhenOverdue; day++)
        {
            yield return (new(ReminderKind.Overdue, day), calendar.Add(due, day));
        }

        foreach (var (week, day) in Weeks(calendar.Add(due, options.DailyWhenOverdue)))
        {
            yield return (new(ReminderKind.Weekly, week), day);
        }
    }

    private IEnumerable<(ReminderStage, LocalDate)> Escalating(LocalDate due)
    {
        var first = options.Calendar.Add(due, options.CommanderFromDay);
        return Weeks(first)
            .Select(week => (new ReminderStage(ReminderKind.Commander, week.Round), week.Day))
            .Prepend((new(ReminderKind.Commander), first));
    }

    private IEnumerable<(ReminderStage, LocalDate)> Verifying(LocalDate done)
    {
        var first = options.Calendar.Add(done, 1);
        return Weeks(first)
            .Select(week => (new ReminderStage(ReminderKind.Verify, week.Round), week.Day))
            .Prepend((new(ReminderKind.Verify), first));
    }

    private IEnumerable<(ReminderStage, LocalDate)> Lacking(LocalDate since) =>
        Weeks(since).Select(week => (new ReminderStage(ReminderKind.Incomplete, week.Round), week.Day));

    // Every seventh day after a day unless set otherwise, each moved to a working day. To the end of the calendar, and nobody asks for it.
    private IEnumerable<(int Round, LocalDate Day)> Weeks(LocalDate from)
    {
        for (var round = 1; from.Year < 9000; round++)
        {
            from = from.PlusDays(options.ThenEveryDays);
            yield return (round, options.Calendar.OnOrAfter(from));
        }
    }

    private static LocalDate Day(Instant at, DateTimeZone zone) => at.InZone(zone).Date;

    private static Person? Present(Person? who, IReadOnlyDictionary<string, Whereabouts> people) =>
        who is null || who.Id == Person.Bot.Id || (people.TryGetValue(who.Id, out var known) && known.HasLeft) ? null : who;
}
