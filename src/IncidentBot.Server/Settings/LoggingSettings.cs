using Microsoft.Extensions.Options;

namespace IncidentBot.Server.Settings;

/// <summary>How the log is written to standard error: <c>Logging__Format</c>, text (the default) or json, one object a line.</summary>
internal sealed class LoggingSettings
{
    private const string Text = "text";
    private const string Json = "json";

    /// <summary>The format's name.</summary>
    public string Format { get; private set; } = Text;

    /// <summary>Whether each line is an object.</summary>
    public bool IsJson => Format == Json;

    /// <summary>Fills the record from the settings.</summary>
    public static void Read(LoggingSettings settings, IConfiguration configuration) =>
        settings.Format = configuration["Logging:Format"]?.Trim().ToLowerInvariant() is { Length: > 0 } format ? format : Text;

    /// <summary>Says which key is wrong, and what it should be.</summary>
    internal sealed class Validator : IValidateOptions<LoggingSettings>
    {
        public ValidateOptionsResult Validate(string? name, LoggingSettings options) =>
            options.Format is Text or Json
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"Logging__Format is “{options.Format}”; it has to be text or json.");
    }
}
