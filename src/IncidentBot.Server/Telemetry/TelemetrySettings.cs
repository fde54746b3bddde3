using Microsoft.Extensions.Options;

namespace IncidentBot.Server.Telemetry;

/// <summary>
/// Where traces and metrics go: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, as everywhere; without it nothing is measured and nothing is loaded. The
/// other variables of OpenTelemetry (protocol, headers, interval, service name) hold too.
/// </summary>
internal sealed class TelemetrySettings
{
    public const string Key = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The collector's address; empty for none.</summary>
    public string Endpoint { get; private set; } = "";

    /// <summary>Whether somebody wants them.</summary>
    public bool IsOn => Endpoint.Length > 0;

    /// <summary>Fills the record from the environment, which is where the exporter looks too.</summary>
    public static void Read(TelemetrySettings settings) => settings.Endpoint = Environment.GetEnvironmentVariable(Key)?.Trim() ?? "";

    /// <summary>Says that the address is none.</summary>
    internal sealed class Validator : IValidateOptions<TelemetrySettings>
    {
        public ValidateOptionsResult Validate(string? name, TelemetrySettings options) =>
            !options.IsOn || (Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    $"{Key} is no address; write http://HOST:4318 with OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf."
                );
    }
}
