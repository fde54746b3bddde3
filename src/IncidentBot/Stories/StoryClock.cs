using NodaTime;

namespace IncidentBot.Stories;

/// <summary>A clock that only moves when it is told to, and never back.</summary>
public sealed class StoryClock(Instant start) : IClock
{
    private Instant _now = start;

    /// <inheritdoc />
    public Instant GetCurrentInstant() => _now;

    /// <summary>Moves to an instant; one that has passed already changes nothing.</summary>
    public void MoveTo(Instant instant) => _now = Instant.Max(_now, instant);
}
