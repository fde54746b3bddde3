using NodaTime;

namespace IncidentBot.CorrectiveTasks;

/// <summary>On which day a task comes again.</summary>
internal static class Repetition
{
    /// <summary>
    /// The first repetition after the day on which it was due, and not in the past: what was done late is not overdue again at once. Counted
    /// from the anchor, so that the 31st is the last day of short months and the 31st again after them.
    /// </summary>
    public static LocalDate After(LocalDate anchor, Period every, LocalDate? due, LocalDate today)
    {
        var last = due > today ? due.Value : today;
        var count = 1;
        while (At(anchor, every, count) is var day && day <= last)
        {
            count++;
        }

        return At(anchor, every, count);
    }

    private static LocalDate At(LocalDate anchor, Period every, int count) =>
        anchor.PlusYears(every.Years * count).PlusMonths(every.Months * count).PlusWeeks(every.Weeks * count).PlusDays(every.Days * count);
}
