namespace IncidentBot.Breaking;

/// <summary>Waiting on the real clock: the programs under test run by it.</summary>
internal static class Pause
{
    /// <summary>Some milliseconds.</summary>
    public static Task Of(int milliseconds) => For(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>A span.</summary>
    public static Task For(TimeSpan span) => Task.Delay(span, TimeProvider.System, TestContext.Current.CancellationToken);
}
