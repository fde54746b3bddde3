namespace IncidentBot.Stories.Replay;

/// <summary>What the draft of one of the five outages has to hold: the facts of the document it is told after.</summary>
public sealed record Outage(string Story, string Document)
{
    /// <summary>Duration in words, as the draft prints it.</summary>
    public required string Duration { get; init; }

    /// <summary>Minutes from the start to the declared end.</summary>
    public required int Minutes { get; init; }

    /// <summary>Minutes from detection until the cause was found.</summary>
    public required int ToCause { get; init; }

    /// <summary>Minutes lost on misleading paths whose times are known.</summary>
    public required int Misled { get; init; }

    /// <summary>The share of users or of their experience.</summary>
    public required int Percent { get; init; }

    /// <summary>The day and zone.</summary>
    public required string[] When { get; init; }

    /// <summary>Lines of the timeline: a time, and words that stand in its line.</summary>
    public required (string At, string Words)[] Timeline { get; init; }

    /// <summary>Words that stand anywhere: causes, resolutions, impact, communication.</summary>
    public required string[] Facts { get; init; }

    /// <summary>Words of each improvement.</summary>
    public required string[] Improvements { get; init; }

    /// <summary>Words of each task, and of its steps behind it.</summary>
    public required (string Task, string[] Steps)[] Tasks { get; init; }

    /// <inheritdoc />
    public override string ToString() => Story;
}
