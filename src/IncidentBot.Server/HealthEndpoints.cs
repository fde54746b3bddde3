using System.Text.Json.Serialization;
using IncidentBot.Health;

namespace IncidentBot.Server;

/// <summary>Whether the process lives, and whether it can take commands, part by part.</summary>
internal static class HealthEndpoints
{
    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>; the latter answers 503 where no command can be taken.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("alive"));
        routes.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(HealthReading health, IHostApplicationLifetime life, CancellationToken cancellation)
    {
        var report = HealthReport.Of(await health.ReadAsync(life.ApplicationStopping.IsCancellationRequested, cancellation));
        return Results.Json(
            report,
            HealthJson.Default.HealthReport,
            statusCode: report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK
        );
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class HealthJson : JsonSerializerContext;
