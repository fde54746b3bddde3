using System.Diagnostics.Metrics;

namespace IncidentBot.Outbox;

/// <summary>What is counted of deliveries.</summary>
internal static class DeliveryMetrics
{
    private static readonly Counter<long> Deliveries = new Meter(BotTraces.Name).CreateCounter<long>("incidentbot.deliveries");

    /// <summary>A try has ended: <c>delivered</c>, <c>postponed</c>, <c>failed</c> (it is tried again) or <c>given_up</c>; why, where it failed.</summary>
    public static void Count(Delivery delivery, string result, string? reason = null)
    {
        if (Deliveries.Enabled)
        {
            Deliveries.Add(1, new("platform", delivery.Platform), new("result", result), new("reason", reason ?? "none"));
        }
    }
}
