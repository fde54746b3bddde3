namespace IncidentBot.Breaking;

/// <summary>A machine's clock that somebody sets. As on a machine, whoever waits goes on waiting as long as before.</summary>
internal sealed class SetClock(DateTimeOffset start) : TimeProvider
{
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private long _setBy;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() =>
        start + TimeProvider.System.GetElapsedTime(_began) + TimeSpan.FromTicks(Interlocked.Read(ref _setBy));

    /// <summary>Sets it, forward or back.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref _setBy, by.Ticks);
}
