using System.Diagnostics.Metrics;

namespace IncidentBot.Jobs;

/// <summary>What is counted of due times; the meter's name is IncidentBot.</summary>
internal static class JobMetrics
{
    private static readonly Meter Meter = new(BotTraces.Name);

    /// <summary>Due times that were handled.</summary>
    public static Counter<long> Handled { get; } = Meter.CreateCounter<long>("incidentbot.wakeups.handled");

    /// <summary>Due times that could not be handled and are tried again.</summary>
    public static Counter<long> Failed { get; } = Meter.CreateCounter<long>("incidentbot.wakeups.failed");

    /// <summary>Due times that no job woke the bot for.</summary>
    public static Counter<long> Swept { get; } = Meter.CreateCounter<long>("incidentbot.wakeups.swept");

    /// <summary>Jobs that the engine did not take when their due times were set.</summary>
    public static Counter<long> NotScheduled { get; } = Meter.CreateCounter<long>("incidentbot.jobs.not_scheduled");

    /// <summary>How late the bot was, in milliseconds.</summary>
    public static Histogram<double> Lateness { get; } = Meter.CreateHistogram<double>("incidentbot.wakeups.lateness", "ms");
}
