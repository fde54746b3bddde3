using NodaTime;

namespace IncidentBot.Retention;

/// <summary>How long the bot keeps what is no incident. What was said and done in incidents is kept for ever, whatever stands here.</summary>
public sealed record RetentionOptions
{
    /// <summary>
    /// The identities of inbound messages, by which a repetition is known and answered as the first was; 90 days. No platform repeats a message
    /// after a day; an alert is repeated for as long as it fires. Null for ever.
    /// </summary>
    public Duration? Messages { get; init; } = Duration.FromDays(90);

    /// <summary>Deliveries that were given up, and failures that were solved; 90 days. Null for ever.</summary>
    public Duration? GivenUp { get; init; } = Duration.FromDays(90);

    /// <summary>The record of what was purged and taken up again; 400 days. Null for ever.</summary>
    public Duration? Upkeep { get; init; } = Duration.FromDays(400);
}
