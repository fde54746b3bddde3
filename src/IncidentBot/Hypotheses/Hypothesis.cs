using IncidentBot.People;
using IncidentBot.Timeline;
using NodaTime;

namespace IncidentBot.Hypotheses;

/// <summary>What became of a hypothesis.</summary>
public enum HypothesisState
{
    /// <summary>Still the best guess of somebody.</summary>
    Open,

    /// <summary>Wrong: a misleading path.</summary>
    RuledOut,

    /// <summary>Right.</summary>
    Confirmed,
}

/// <summary>A suspected cause, from the moment somebody said it to the moment it was decided.</summary>
public sealed record Hypothesis
{
    /// <summary>1 for <c>H1</c>.</summary>
    public required int Number { get; init; }

    /// <summary>What is suspected.</summary>
    public required string Text { get; init; }

    /// <summary>Who held it.</summary>
    public required Person By { get; init; }

    /// <summary>The entry that raised it.</summary>
    public required TimelineEntry Raised { get; init; }

    /// <summary>How long it may be looked at before the bot asks; null for no limit.</summary>
    public Duration? TimeBox { get; init; }

    /// <summary>The entry that decided it.</summary>
    public TimelineEntry? Decided { get; init; }

    /// <summary>What became of it.</summary>
    public HypothesisState State { get; init; }

    /// <summary>Why it was ruled out, or how it is known to be right.</summary>
    public string? Evidence => Decided?.What.Words is { Length: > 0 } words ? words : null;

    /// <summary>When the bot asks whether it is still the best guess.</summary>
    public Instant? TimeBoxEnds => TimeBox is { } box ? (Raised.When.Latest ?? Raised.RecordedAt) + box : null;

    /// <inheritdoc />
    public override string ToString() => $"H{Number}";
}
