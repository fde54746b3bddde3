using NodaTime;
using NodaTime.Extensions;

namespace IncidentBot.Server;

/// <summary>The clock of a time provider: whoever waits and whoever looks go by the same.</summary>
internal sealed class TimeProviderClock(TimeProvider time) : IClock
{
    /// <inheritdoc />
    public Instant GetCurrentInstant() => time.GetUtcNow().ToInstant();
}
