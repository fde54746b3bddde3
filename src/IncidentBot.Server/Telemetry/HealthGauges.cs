using System.Diagnostics.Metrics;
using IncidentBot.Health;
using NodaTime;

namespace IncidentBot.Server.Telemetry;

/// <summary>What the health is decided by, as gauges: looked at every fifteen seconds, so that nobody who measures waits for the database.</summary>
internal sealed class HealthGauges(HealthReading health, TimeProvider time) : BackgroundService
{
    private static readonly System.TimeSpan Pause = System.TimeSpan.FromSeconds(15);

    private readonly Meter _meter = new(BotTraces.Name);
    private HealthFacts _facts = new();

    /// <inheritdoc />
    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _meter.CreateObservableGauge("incidentbot.outbox.age", () => Seconds(_facts.OldestDelivery), "s");
        _meter.CreateObservableGauge("incidentbot.outbox.given_up", () => _facts.GivenUp);
        _meter.CreateObservableGauge("incidentbot.wakeups.late", () => Seconds(_facts.Late), "s");
        _meter.CreateObservableGauge("incidentbot.health", () => (int)HealthReport.Of(_facts).Status);
        while (!stoppingToken.IsCancellationRequested)
        {
            _facts = await health.ReadAsync(isStopping: false, stoppingToken);
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static double Seconds(Duration? time) => time?.TotalSeconds ?? 0;
}
