using IncidentBot.Retention;
using IncidentBot.Times;
using Microsoft.Extensions.Options;
using NodaTime;

namespace IncidentBot.Server.Settings;

/// <summary>How long the bot keeps what is no incident: <c>Retention__Messages</c>, <c>Retention__GivenUp</c>, <c>Retention__Upkeep</c>, each like <c>90d</c> or <c>never</c>, which purges nothing.</summary>
internal sealed class RetentionSettings
{
    // Platforms repeat a message for up to a day: what is forgotten sooner would be recorded twice.
    private static readonly Duration Least = Duration.FromDays(2);

    private readonly List<string> _wrong = [];

    /// <summary>The product's options.</summary>
    public RetentionOptions Options { get; private set; } = new();

    /// <summary>Fills the record from the settings.</summary>
    public static void Read(RetentionSettings settings, IConfiguration configuration)
    {
        var section = configuration.GetSection("Retention");
        var standard = settings.Options;
        settings.Options = new RetentionOptions
        {
            Messages = settings.Span(section, "Messages", standard.Messages),
            GivenUp = settings.Span(section, "GivenUp", standard.GivenUp),
            Upkeep = settings.Span(section, "Upkeep", standard.Upkeep),
        };
    }

    private Duration? Span(IConfigurationSection section, string key, Duration? otherwise)
    {
        if (section[key]?.Trim() is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (text.Equals("never", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (SpanReader.TryRead(text, out var span, out var rest) && rest.Length == 0 && span >= Least)
        {
            return span;
        }

        _wrong.Add($"Retention__{key} is “{text}”; it has to be a time of at least 2d, like 90d, or never.");
        return otherwise;
    }

    /// <summary>Says which key is wrong, and what it should be.</summary>
    internal sealed class Validator : IValidateOptions<RetentionSettings>
    {
        public ValidateOptionsResult Validate(string? name, RetentionSettings options) =>
            options._wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options._wrong);
    }
}
