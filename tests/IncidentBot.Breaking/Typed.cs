using NodaTime;

namespace IncidentBot.Breaking;

/// <summary>One command that somebody typed, and whether the bot said that it is recorded. Its token is in its text and in no other's.</summary>
internal sealed record Typed(int Person, string Verb, string Token, string Words)
{
    /// <summary>The incident it was for; of one that opens an incident, the number that was answered.</summary>
    public int? Incident { get; set; }

    /// <summary>Whom it concerns: who is paged, who owes the task.</summary>
    public string? Whom { get; init; }

    /// <summary>The identity that Slack gives it; every retry has the same.</summary>
    public required string Trigger { get; set; }

    /// <summary>What the clock showed when it was typed.</summary>
    public Instant SentAt { get; set; }

    /// <summary>What the clock showed when the answer came.</summary>
    public Instant AnsweredAt { get; set; }

    /// <summary>How long that took, whatever the clock was set to meanwhile.</summary>
    public Duration Took { get; set; }

    /// <summary>The bot's answer is there: from here on it must never be lost.</summary>
    public bool IsAcknowledged { get; set; }
}
