using System.Collections.Immutable;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>When people work: days, hours and holidays. Hours are those of each person's own zone.</summary>
public sealed record WorkCalendar
{
    // More than any row of holidays; a calendar without a working day must not be searched for ever.
    private const int Patience = 400;

    /// <summary>Monday to Friday unless set.</summary>
    public ImmutableHashSet<IsoDayOfWeek> Days { get; init; } =
    [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    /// <summary>The morning: reminders come then.</summary>
    public LocalTime Opens { get; init; } = new(9, 0);

    /// <summary>From then on reminders wait for the next morning.</summary>
    public LocalTime Closes { get; init; } = new(17, 0);

    /// <summary>Days on which nobody works.</summary>
    public ImmutableHashSet<LocalDate> Holidays { get; init; } = [];

    /// <summary>Whether people work on that day.</summary>
    public bool IsWorkingDay(LocalDate day) => Days.Contains(day.DayOfWeek) && !Holidays.Contains(day);

    /// <summary>That day, or the first working day after it.</summary>
    public LocalDate OnOrAfter(LocalDate day) => Search(day, 1);

    /// <summary>That day, or the last working day before it.</summary>
    public LocalDate OnOrBefore(LocalDate day) => Search(day, -1);

    /// <summary>So many working days after a day, or before it where the number is negative.</summary>
    public LocalDate Add(LocalDate day, int workingDays)
    {
        var step = Math.Sign(workingDays);
        for (var i = 0; i < Math.Abs(workingDays); i++)
        {
            day = Search(day.PlusDays(step), step);
        }

        return day;
    }

    /// <summary>The instant at which work begins on that day; where clocks are put forward over it, the first moment after.</summary>
    public Instant Morning(LocalDate day, DateTimeZone zone) => (day + Opens).InZoneLeniently(zone).ToInstant();

    /// <summary>That instant where people work then, else the next morning on which they do.</summary>
    public Instant NextOpen(Instant at, DateTimeZone zone)
    {
        var local = at.InZone(zone).LocalDateTime;
        if (!IsWorkingDay(local.Date) || local.TimeOfDay >= Closes)
        {
            return Morning(OnOrAfter(local.Date.PlusDays(1)), zone);
        }

        return local.TimeOfDay < Opens ? Morning(local.Date, zone) : at;
    }

    private LocalDate Search(LocalDate day, int step)
    {
        for (var i = 0; i < Patience && !IsWorkingDay(day); i++)
        {
            day = day.PlusDays(step);
        }

        return day;
    }
}
