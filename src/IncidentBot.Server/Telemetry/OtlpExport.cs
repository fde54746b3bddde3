using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IncidentBot.Server.Telemetry;

/// <summary>Sends traces and metrics by OTLP. Only a bot that is told where to makes one; nothing of OpenTelemetry is loaded by another.</summary>
internal sealed class OtlpExport(HealthGauges gauges) : IHostedService
{
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(Describe)
            .AddSource(BotTraces.Name, "Microsoft.AspNetCore", "System.Net.Http", "Npgsql")
            .AddOtlpExporter()
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(Describe)
            .AddMeter(BotTraces.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql")
            .AddOtlpExporter()
            .Build();
        return gauges.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await gauges.StopAsync(cancellationToken);
        // Both send what they still have.
        _traces?.Dispose();
        _metrics?.Dispose();
        gauges.Dispose();
    }

    // What the environment says of the service goes over what stands here.
    private static void Describe(ResourceBuilder resource) =>
        resource
            .Clear()
            .AddService("incidentbot", serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString(3))
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();
}
