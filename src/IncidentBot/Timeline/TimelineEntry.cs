using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Timeline;

/// <summary>An event as the timeline shows it now, with every correction of it applied.</summary>
public sealed record TimelineEntry
{
    /// <summary>The number people use: <c>#17</c>. It is the event's place in the incident.</summary>
    public required int Number { get; init; }

    /// <summary>What happened, in its latest words.</summary>
    public required IncidentEvent What { get; init; }

    /// <summary>When it happened, as corrected.</summary>
    public required Moment When { get; init; }

    /// <summary>When the bot was told.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>Who told it.</summary>
    public required Person By { get; init; }

    /// <summary>The retraction, where somebody took it back; such an entry counts for nothing.</summary>
    public Recorded? Retraction { get; init; }

    /// <summary>Whether words or time were changed afterwards.</summary>
    public bool IsCorrected { get; init; }

    /// <summary>The state of the pinned message that it repeats; null where the words are somebody's own.</summary>
    public string? AsOf { get; init; }

    /// <summary>Whether the entry still counts.</summary>
    public bool Counts => Retraction is null;

    internal static TimelineEntry Of(Recorded recorded) =>
        new()
        {
            Number = recorded.Number,
            What = recorded.What,
            When = recorded.When,
            RecordedAt = recorded.RecordedAt,
            By = recorded.By,
            AsOf = recorded.What is Noted { Source.AsOf: { } state } ? state : null,
        };
}
