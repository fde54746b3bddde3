using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using NodaTime;

namespace IncidentBot.CorrectiveTasks;

/// <summary>What a task still lacks to be kept: somebody who owes it and a day.</summary>
internal static class TaskRemarks
{
    public static Prose? Incomplete(Incident incident, Party? owner, LocalDate? due)
    {
        var number = incident.NextTask;
        return (owner, due) switch
        {
            (null, null) => Prose.Of("Nobody owes it and it has no date: ")
                + Prose.Code($"task assign T{number} @who")
                + " and "
                + Prose.Code($"task due T{number} friday")
                + ".",
            (null, _) => Prose.Of("Nobody owes it yet: ") + Prose.Code($"task assign T{number} @who") + ".",
            (_, null) => Prose.Of("It has no date yet: ") + Prose.Code($"task due T{number} friday") + ".",
            _ => null,
        };
    }
}
