using System.Diagnostics.Metrics;

namespace IncidentBot.Storage;

/// <summary>What is counted of commits.</summary>
internal static class CommitMetrics
{
    private static readonly Meter Meter = new(BotTraces.Name);

    /// <summary>Transactions that are on the disk.</summary>
    public static Counter<long> Commits { get; } = Meter.CreateCounter<long>("incidentbot.commits");

    /// <summary>How many writes were committed together.</summary>
    public static Histogram<int> Batch { get; } = Meter.CreateHistogram<int>("incidentbot.commits.batch");
}
