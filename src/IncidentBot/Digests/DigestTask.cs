using IncidentBot.CorrectiveTasks;
using NodaTime;

namespace IncidentBot.Digests;

/// <summary>A task as the weekly digest sees it: one that is open, or was done in the week. Steps belong to their task.</summary>
public sealed record DigestTask
{
    /// <summary>The incident that it is of.</summary>
    public required int Incident { get; init; }

    /// <summary>What that was.</summary>
    public required string Title { get; init; }

    /// <summary>3 for <c>T3</c>.</summary>
    public required int Number { get; init; }

    /// <summary>What was promised.</summary>
    public required string Text { get; init; }

    /// <summary>Who owes it, where that is somebody the platform knows.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Who owes it.</summary>
    public string? OwnerName { get; init; }

    /// <summary>By when.</summary>
    public LocalDate? Due { get; init; }

    /// <summary>How soon it matters.</summary>
    public required TaskPriority Priority { get; init; }

    /// <summary>Done in the week; else it is open.</summary>
    public bool IsDone { get; init; }
}
