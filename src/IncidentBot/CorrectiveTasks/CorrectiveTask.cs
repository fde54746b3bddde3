using IncidentBot.People;
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

    /// <summary>Still to be done.</summary>
    public bool IsOpen => State == TaskState.Open;

    /// <summary>Still to be done after its day.</summary>
    public bool IsOverdue(LocalDate today) => IsOpen && Due < today;

    /// <inheritdoc />
    public override string ToString() => $"T{Number}";
}
