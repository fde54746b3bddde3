using IncidentBot.Chat;
using NodaTime;

namespace IncidentBot.Health;

/// <summary>What the bot's health is decided by, as it stood at one moment.</summary>
public sealed record HealthFacts
{
    /// <summary>Why the database cannot be used, as people are told; null where it answers.</summary>
    public string? StoreProblem { get; init; }

    /// <summary>The version of the database's tables.</summary>
    public int Version { get; init; }

    /// <summary>The version that this program works with.</summary>
    public int Wanted { get; init; }

    /// <summary>How long the delivery that waits longest has waited; null where none waits.</summary>
    public Duration? OldestDelivery { get; init; }

    /// <summary>How many deliveries were given up and not taken up again.</summary>
    public long GivenUp { get; init; }

    /// <summary>How late what is due and not handled is; null where nothing is.</summary>
    public Duration? Late { get; init; }

    /// <summary>How each platform is heard; null connections where it calls over HTTP.</summary>
    public IReadOnlyList<(string Platform, HearingNow? Now)> Hearing { get; init; } = [];

    /// <summary>Whether the bot is on its way out.</summary>
    public bool IsStopping { get; init; }
}
