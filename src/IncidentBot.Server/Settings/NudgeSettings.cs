using IncidentBot.Reminders;
using IncidentBot.Times;
using Microsoft.Extensions.Options;
using NodaTime;

namespace IncidentBot.Server.Settings;

/// <summary>When the bot speaks up while an incident runs: <c>Nudges__…</c>, each a time like <c>20m</c>; <c>0m</c> for never.</summary>
internal sealed class NudgeSettings
{
    private static readonly Duration Longest = Duration.FromDays(7);

    private readonly List<string> _wrong = [];

    /// <summary>The product's options.</summary>
    public NudgeOptions Options { get; private set; } = new();

    /// <summary>Fills the record from the settings.</summary>
    public static void Read(NudgeSettings settings, IConfiguration configuration)
    {
        var section = configuration.GetSection("Nudges");
        var standard = settings.Options;
        settings.Options = new NudgeOptions
        {
            Pause = settings.Span(section, "Pause", standard.Pause, Duration.FromMinutes(1)),
            Again = settings.Span(section, "Again", standard.Again, Duration.FromMinutes(1)),
            WithoutCommander = settings.Span(section, "WithoutCommander", standard.WithoutCommander, Duration.Zero),
            Silence = settings.Span(section, "Silence", standard.Silence, Duration.Zero),
            Unacknowledged = settings.Span(section, "Unacknowledged", standard.Unacknowledged, Duration.Zero),
        };
    }

    private Duration Span(IConfigurationSection section, string key, Duration otherwise, Duration least)
    {
        if (section[key] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (SpanReader.TryRead(text, out var span, out var rest) && rest.Length == 0 && span >= least && span <= Longest)
        {
            return span;
        }

        _wrong.Add($"Nudges__{key} is “{text}”; it has to be a time from {SpanReader.Print(least)} to 7d, like 20m.");
        return otherwise;
    }

    /// <summary>Says which key is wrong, and what it should be.</summary>
    internal sealed class Validator : IValidateOptions<NudgeSettings>
    {
        public ValidateOptionsResult Validate(string? name, NudgeSettings options) =>
            options._wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options._wrong);
    }
}
