using NodaTime;

namespace IncidentBot.Testing;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class TestClock(Instant start) : IClock
{
    /// <summary>An ordinary Tuesday morning.</summary>
    public static Instant Tuesday { get; } = Instant.FromUtc(2026, 3, 3, 10, 0);

    /// <summary>Starts on an ordinary Tuesday morning.</summary>
    public TestClock()
        : this(Tuesday) { }

    /// <summary>What it shows.</summary>
    public Instant Now { get; private set; } = start;

    /// <summary>Moves it.</summary>
    public void Advance(Duration by) => Now += by;

    /// <inheritdoc />
    public Instant GetCurrentInstant() => Now;
}
