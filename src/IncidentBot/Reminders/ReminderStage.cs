namespace IncidentBot.Reminders;

/// <summary>Why somebody is reminded of a task. The numbers stand in events: they are for ever.</summary>
public enum ReminderKind
{
    /// <summary>It is due in a few working days.</summary>
    Before = 0,

    /// <summary>It is due today.</summary>
    DueDay = 1,

    /// <summary>It is overdue; the round is the working day after its day.</summary>
    Overdue = 2,

    /// <summary>It has been overdue for long; once a week.</summary>
    Weekly = 3,

    /// <summary>Somebody else's task is overdue, and the commander should know.</summary>
    Commander = 4,

    /// <summary>It is said to be done, and this person is to verify it.</summary>
    Verify = 5,

    /// <summary>Nobody owes it or it has no date, and the commander should give it both.</summary>
    Incomplete = 6,

    /// <summary>It was snoozed, and that is over.</summary>
    SnoozeOver = 7,
}

/// <summary>One step of the policy: the same one is never sent twice for the same promise.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Round">1 for the first overdue day, the first week, and so on; 0 where there is only one.</param>
public readonly record struct ReminderStage(ReminderKind Kind, int Round = 0)
{
    /// <summary>Whether the policy comes to this step after the other one.</summary>
    public bool IsAfter(ReminderStage? other) => other is not { } sent || (Kind, Round).CompareTo((sent.Kind, sent.Round)) > 0;
}

/// <summary>A reminder that is to be sent.</summary>
public sealed record Reminder(ReminderStage Stage, People.Person To);
