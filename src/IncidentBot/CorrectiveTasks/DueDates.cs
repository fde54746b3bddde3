using IncidentBot.Incidents;
using NodaTime;

namespace IncidentBot.CorrectiveTasks;

/// <summary>What is said of a due date that cannot be.</summary>
internal static class DueDates
{
    public static Decision? Refusal(LocalDate? due, LocalDate today) =>
        due < today
            ? Decision.Refuse(
                $"{due:uuuu-MM-dd} is past (today is {today:uuuu-MM-dd}). Give a day to come, for example `due friday` or `due in 2 weeks`."
            )
            : null;
}
