using NodaTime;

namespace IncidentBot.Benchmarks.Jobs;

/// <summary>A clock that the measurement sets.</summary>
internal sealed class BenchClock : IClock
{
    public Instant Now { get; set; }

    public Instant GetCurrentInstant() => Now;
}
