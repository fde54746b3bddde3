using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Reminders;
using IncidentBot.Timeline;
using NodaTime;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Where a task stands.</summary>
public enum TaskState
{
    /// <summary>Promised.</summary>
    Open,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Will not be done.</summary>
    Dropped,
}

/// <summary>Work that somebody promised by a date; <c>T3</c>. A step belongs to a task and is itself numbered.</summary>
public sealed record CorrectiveTask
{
    /// <summary>3 for <c>T3</c>.</summary>
    public required int Number { get; init; }

    /// <summary>What was promised.</summary>
    public required string Text { get; init; }

    /// <summary>The entry that added it.</summary>
    public required TimelineEntry Added { get; init; }

    /// <summary>A link to the message in which it was promised; null where there is none.</summary>
    public string? Origin { get; init; }

    /// <summary>Who owes it.</summary>
    public Party? Owner { get; init; }

    /// <summary>The last day on which it is not overdue, in the owner's zone.</summary>
    public LocalDate? Due { get; init; }

    /// <summary>For work that comes again: finishing one adds the next.</summary>
    public Period? Every { get; init; }

    /// <summary>The task that this is a step of.</summary>
    public int? Parent { get; init; }

    /// <summary>Where it stands.</summary>
    public TaskState State { get; init; }

    /// <summary>The entry that finished or dropped it.</summary>
    public TimelineEntry? Ended { get; init; }

    /// <summary>The entry in which another person checked it.</summary>
    public TimelineEntry? Verified { get; init; }

    /// <summary>Reminders are silent until then.</summary>
    public Instant? SnoozedUntil { get; init; }

    /// <summary>What it is for, where somebody said so.</summary>
    public TaskKind? Kind { get; init; }

    /// <summary>Who is to check it; without one it is finished when it is done.</summary>
    public Party? Verifier { get; init; }

    /// <summary>How soon it matters, where somebody said so; else as its incident's severity says.</summary>
    public TaskPriority? Priority { get; init; }

    /// <summary>The task that it comes after, where it comes again.</summary>
    public int? Follows { get; init; }

    /// <summary>The day from which repetitions are counted, so that the 31st does not become the 28th for ever.</summary>
    public LocalDate? Anchor { get; init; }

    /// <summary>The entry that made it the promise that it is now: added, handed over, moved, done. Reminders are counted from it.</summary>
    public required TimelineEntry Promised { get; init; }

    /// <summary>The last entry that changed it; unlike <see cref="Promised"/>, a snooze too.</summary>
    public required TimelineEntry Changed { get; init; }

    /// <summary>The last step of which its owner, or whoever is to verify it, was reminded.</summary>
    public ReminderStage? Reminded { get; init; }

    /// <summary>The last step that was said to the commander because it is overdue.</summary>
    public ReminderStage? CommanderReminded { get; init; }

    /// <summary>Still to be done.</summary>
    public bool IsOpen => State == TaskState.Open;

    /// <summary>Somebody says that it is done, and somebody else has to look.</summary>
    public bool AwaitsVerification => State == TaskState.Done && Verifier is not null && Verified is null;

    /// <summary>Nobody has to do anything about it any more.</summary>
    public bool IsFinished => !IsOpen && !AwaitsVerification;

    /// <summary>Still to be done after its day.</summary>
    public bool IsOverdue(LocalDate today) => IsOpen && Due < today;

    /// <summary>The task that an event concerns; null where it is about something else.</summary>
    internal static int? Changes(IncidentEvent what) =>
        what switch
        {
            TaskAdded e => e.Task,
            TaskCompleted e => e.Task,
            TaskDropped e => e.Task,
            TaskReopened e => e.Task,
            TaskAssigned e => e.Task,
            TaskDueMoved e => e.Task,
            TaskSnoozed e => e.Task,
            TaskVerified e => e.Task,
            TaskVerifierNamed e => e.Task,
            TaskReminded e => e.Task,
            _ => null,
        };

    internal CorrectiveTask Reminding(ReminderStage stage) =>
        stage.Kind switch
        {
            ReminderKind.Commander => this with { CommanderReminded = stage },
            ReminderKind.SnoozeOver => this with { SnoozedUntil = null },
            _ => this with { Reminded = stage, SnoozedUntil = null },
        };

    /// <inheritdoc />
    public override string ToString() => $"T{Number}";
}
