using System.Runtime.CompilerServices;

namespace IncidentBot.Server.Telemetry;

/// <summary>Adds telemetry where it is wanted.</summary>
internal static class TelemetryRegistration
{
    /// <summary>Adds it, or nothing. It comes first, so that it hears the others start and stop.</summary>
    public static void AddTelemetry(this IServiceCollection services)
    {
        var settings = new TelemetrySettings();
        TelemetrySettings.Read(settings);
        if (settings.IsOn)
        {
            AddExport(services);
        }
    }

    // Apart, so that who does not want it does not load it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddExport(IServiceCollection services)
    {
        services.AddSingleton<HealthGauges>();
        services.AddHostedService<OtlpExport>();
    }
}
