using NodaTime;

namespace IncidentBot.Stories.Reminders;

/// <summary>A reminder as the plain policy says it: whom, of which task, why, the how manieth of its kind, on which day where they are.</summary>
internal readonly record struct Expected(string Person, string Task, string Why, int Round, LocalDate Day);

/// <summary>A promise as the story makes it.</summary>
internal sealed class Promise
{
    public required string Name { get; init; }
    public required string Leader { get; init; }
    public string? Owner { get; set; }
    public LocalDate? Due { get; set; }
    public string? Verifier { get; init; }
    public string State { get; set; } = "open";
    public Instant Promised { get; set; }
    public Instant Changed { get; set; }
    public Instant? Snoozed { get; set; }
    public Dictionary<string, int> Said { get; } = [];

    /// <summary>It is another promise now; what was said of the old one counts no more.</summary>
    public void Renew(Instant at)
    {
        (Promised, Changed, Snoozed) = (at, at, null);
        Said.Clear();
    }
}

/// <summary>
/// The policy as its description reads, half hour by half hour: for each person concerned, the latest step whose morning has come and that
/// was not said yet, in working hours. It shares nothing with the product.
/// </summary>
internal sealed class PlainPolicy(IReadOnlyDictionary<string, DateTimeZone> zones, IReadOnlySet<LocalDate> holidays)
{
    private const int Weeks = 60;

    /// <summary>What is said of a promise now; it remembers that it was.</summary>
    public IEnumerable<Expected> Say(Promise promise, Instant now)
    {
        for (var more = true; more; )
        {
            var said = Tracks(promise)
                .Select(track => Step(promise, track.Name, track.Who, track.Steps, now))
                .OfType<(string Track, int Index, Expected Said)>()
                .ToList();
            foreach (var (track, index, reminder) in said)
            {
                promise.Said[track] = Math.Max(index, promise.Said.GetValueOrDefault(track, -1));
                promise.Snoozed = track == "commander" ? promise.Snoozed : null;
                yield return reminder;
            }

            more = said.Count > 0;
        }
    }

    private IEnumerable<(string Name, string Who, List<(string Why, int Round, LocalDate Day)> Steps)> Tracks(Promise promise)
    {
        if (promise is { State: "open", Owner: { } owner, Due: { } due })
        {
            yield return ("owner", owner, Owing(due));
            if (owner != promise.Leader)
            {
                yield return ("commander", promise.Leader, Weekly("Commander", Working(due, 4), fromNow: true));
            }
        }
        else if (promise.State == "open")
        {
            yield return ("owner", promise.Leader, Weekly("Incomplete", Today(promise.Promised, promise.Leader), fromNow: false));
        }
        else if (promise is { State: "done", Verifier: { } verifier })
        {
            yield return ("owner", verifier, Weekly("Verify", Working(Today(promise.Promised, verifier), 1), fromNow: true));
        }
    }

    private List<(string, int, LocalDate)> Owing(LocalDate due)
    {
        var onTheDay = due;
        while (!IsWorkingDay(onTheDay))
        {
            onTheDay = onTheDay.PlusDays(-1);
        }

        return
        [
            ("Before", 0, Working(due, -2)),
            ("DueDay", 0, onTheDay),
            ("Overdue", 1, Working(due, 1)),
            ("Overdue", 2, Working(due, 2)),
            ("Overdue", 3, Working(due, 3)),
            .. Weekly("Weekly", Working(due, 3), fromNow: false),
        ];
    }

    private List<(string, int, LocalDate)> Weekly(string why, LocalDate from, bool fromNow)
    {
        var days = new List<(string, int, LocalDate)>();
        for (var week = fromNow ? 0 : 1; week < Weeks; week++)
        {
            var day = from.PlusDays(7 * week);
            while (!IsWorkingDay(day))
            {
                day = day.PlusDays(1);
            }

            days.Add((why, week, day));
        }

        return days;
    }

    private (string, int, Expected)? Step(
        Promise promise,
        string track,
        string who,
        List<(string Why, int Round, LocalDate Day)> steps,
        Instant now
    )
    {
        var here = now.InZone(zones[who]);
        if (!IsWorkingDay(here.Date) || here.Hour < 9 || here.Hour >= 17 || (promise.Snoozed is not null && now < Wakes(promise, who)))
        {
            return null;
        }

        var last = promise.Said.GetValueOrDefault(track, -1);
        for (var i = steps.Count - 1; i > last; i--)
        {
            var morning = Nine(steps[i].Day, who);
            if (morning <= now && morning > promise.Changed)
            {
                return (track, i, new Expected(who, promise.Name, steps[i].Why, steps[i].Round, here.Date));
            }
        }

        return promise.Snoozed is not null && track != "commander"
            ? (track, last, new Expected(who, promise.Name, "SnoozeOver", 0, here.Date))
            : null;
    }

    private Instant Wakes(Promise promise, string who)
    {
        var day = Today(promise.Snoozed!.Value, who);
        while (!IsWorkingDay(day))
        {
            day = day.PlusDays(1);
        }

        return Nine(day, who);
    }

    // So many working days after a day, or before it.
    private LocalDate Working(LocalDate day, int count)
    {
        for (var left = Math.Abs(count); left > 0; left -= IsWorkingDay(day) ? 1 : 0)
        {
            day = day.PlusDays(Math.Sign(count));
        }

        return day;
    }

    private bool IsWorkingDay(LocalDate day) =>
        day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !holidays.Contains(day);

    private LocalDate Today(Instant at, string who) => at.InZone(zones[who]).Date;

    private Instant Nine(LocalDate day, string who) => day.At(new LocalTime(9, 0)).InZoneLeniently(zones[who]).ToInstant();
}
