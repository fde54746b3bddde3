using System.Text.Json.Serialization;
using IncidentBot.Chat;
using NodaTime;

namespace IncidentBot.Health;

/// <summary>How well something is.</summary>
public enum HealthStatus
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("healthy")]
    Healthy = 0,

    /// <summary>People are served; something has to be looked at.</summary>
    [JsonStringEnumMemberName("degraded")]
    Degraded = 1,

    /// <summary>No command can be taken.</summary>
    [JsonStringEnumMemberName("unhealthy")]
    Unhealthy = 2,
}

/// <summary>One part: <c>store</c>, <c>migrations</c>, <c>outbox</c>, <c>jobs</c>, <c>stopping</c>, or a platform's name.</summary>
public sealed record HealthPart(string Name, HealthStatus Status, string Says);

/// <summary>The bot's health: as bad as its worst part. Decided from facts alone.</summary>
public sealed record HealthReport(HealthStatus Status, IReadOnlyList<HealthPart> Parts)
{
    // A platform that is down for a moment is nothing to look at yet.
    private static readonly Duration LongestDelivery = Duration.FromMinutes(5);
    private static readonly Duration Latest = Duration.FromMinutes(1);

    /// <summary>Decides. Only what keeps commands from being taken is unhealthy: sending people to another node would not help with the rest.</summary>
    public static HealthReport Of(HealthFacts facts)
    {
        var parts = new List<HealthPart>();
        if (facts.IsStopping)
        {
            parts.Add(new HealthPart("stopping", HealthStatus.Unhealthy, "The bot is stopping."));
        }

        if (facts.StoreProblem is { } problem)
        {
            parts.Add(new HealthPart("store", HealthStatus.Unhealthy, problem));
        }
        else
        {
            parts.AddRange([
                new HealthPart("store", HealthStatus.Healthy, "The database answers."),
                Migrations(facts),
                Outbox(facts),
                Jobs(facts),
            ]);
        }

        parts.AddRange(facts.Hearing.Select(hearing => Chat(hearing.Platform, hearing.Now)));
        return new HealthReport(parts.Max(part => part.Status), parts);
    }

    private static HealthPart Migrations(HealthFacts facts) =>
        facts.Version == facts.Wanted
            ? new HealthPart("migrations", HealthStatus.Healthy, $"Version {facts.Version}.")
            : new HealthPart(
                "migrations",
                HealthStatus.Unhealthy,
                $"The database is of version {facts.Version}; this bot works with version {facts.Wanted}."
            );

    private static HealthPart Outbox(HealthFacts facts)
    {
        var givenUp = facts.GivenUp == 0 ? "" : $" {facts.GivenUp} given up: see /outbox.";
        return facts.OldestDelivery switch
        {
            null => new HealthPart("outbox", HealthStatus.Healthy, "Nothing waits." + givenUp),
            { } age when age > LongestDelivery => new HealthPart(
                "outbox",
                HealthStatus.Degraded,
                $"The oldest has waited for {Words(age)}.{givenUp}"
            ),
            { } age => new HealthPart("outbox", HealthStatus.Healthy, $"The oldest has waited for {Words(age)}.{givenUp}"),
        };
    }

    private static HealthPart Jobs(HealthFacts facts) =>
        facts.Late switch
        {
            null => new HealthPart("jobs", HealthStatus.Healthy, "Nothing is overdue."),
            { } late when late > Latest => new HealthPart("jobs", HealthStatus.Degraded, $"What is due is {Words(late)} late: see /jobs."),
            { } late => new HealthPart("jobs", HealthStatus.Healthy, $"What is due is {Words(late)} late."),
        };

    private static HealthPart Chat(string platform, HearingNow? now) =>
        now switch
        {
            null => new HealthPart(platform, HealthStatus.Healthy, "It calls over HTTP."),
            { Stopped: { } because } => new HealthPart(platform, HealthStatus.Degraded, because),
            { Open: 0 } => new HealthPart(platform, HealthStatus.Degraded, $"None of {now.Wanted} connections is open; it is tried again."),
            _ => new HealthPart(platform, HealthStatus.Healthy, $"{now.Open} of {now.Wanted} connections are open."),
        };

    private static string Words(Duration time) =>
        time < Duration.FromMinutes(1) ? $"{(int)time.TotalSeconds} s"
        : time < Duration.FromHours(2) ? $"{(int)time.TotalMinutes} min"
        : $"{(int)time.TotalHours} h";
}
