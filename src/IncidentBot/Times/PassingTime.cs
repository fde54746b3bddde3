namespace IncidentBot.Times;

/// <summary>Time as it passes, whatever the machine's clock is set to: for how long, never for when.</summary>
public static class PassingTime
{
    /// <summary>A moment to compare with others of the same process; it is no date.</summary>
    public static DateTimeOffset GetPassing(this TimeProvider time) => DateTimeOffset.UnixEpoch + time.GetElapsedTime(0);
}
