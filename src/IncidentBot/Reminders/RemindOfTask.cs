using IncidentBot.Incidents;
using IncidentBot.People;

namespace IncidentBot.Reminders;

/// <summary>Said by the bot when a reminder of a task may be due: the policy decides, on what is true now.</summary>
public sealed record RemindOfTask(int Task, ReminderPolicy Policy, IReadOnlyDictionary<string, Whereabouts> People) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"(T{Task} may be due)";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        var due = Policy.Due(incident, Task, People, asked.Now);
        return due.Count == 0
            ? Decision.Nothing("nothing is due").Waking(WakeupChange.ToReckon(Task))
            : due.Skip(1).Aggregate(Decision.Record(Event(due[0])), (decision, reminder) => decision.And(Event(reminder)));
    }

    private TaskReminded Event(Reminder reminder) =>
        new(Task, reminder.Stage.Kind, reminder.Stage.Round, new Party(reminder.To.Name, reminder.To));
}
