using System.Globalization;
using IncidentBot.Postmortems.Wording;
using IncidentBot.Server.Wording;
using Microsoft.Extensions.Options;

namespace IncidentBot.Server.Settings;

/// <summary>
/// The language model that words summary and lessons: <c>Wording__Endpoint</c>, <c>Wording__Model</c>, <c>Wording__Key</c>,
/// <c>Wording__PrivateIncidents</c>, <c>Wording__Seconds</c>. Without an endpoint there is none.
/// </summary>
internal sealed class WordingSettings
{
    private const int LongestModel = 100;

    private readonly List<string> _wrong = [];

    /// <summary>The model; null for none.</summary>
    public WordingOptions? Options { get; private set; }

    /// <summary>Fills the record from the settings.</summary>
    public static void Read(WordingSettings settings, IConfiguration configuration)
    {
        var section = configuration.GetSection("Wording");
        var endpoint = section["Endpoint"]?.Trim() ?? "";
        var model = section["Model"]?.Trim() ?? "";
        if (endpoint.Length == 0)
        {
            if (model.Length > 0)
            {
                settings._wrong.Add(
                    "Wording__Model is set without Wording__Endpoint; set where it is served, like http://127.0.0.1:11434/v1."
                );
            }

            return;
        }

        if (
            !Uri.TryCreate(endpoint, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            || address.UserInfo.Length > 0
        )
        {
            // It may have a password in it, so it is not repeated.
            settings._wrong.Add(
                "Wording__Endpoint has to be an address without a password in it, like https://api.openai.com/v1 or http://127.0.0.1:11434/v1."
            );
            return;
        }

        if (model.Length is 0 or > LongestModel || model.Any(char.IsControl))
        {
            settings._wrong.Add($"Wording__Model has to be the name of the model, at most {LongestModel} characters.");
            return;
        }

        settings.Options = new WordingOptions(
            new CompletionsClient(address, model, section["Key"]?.Trim() is { Length: > 0 } key ? key : null),
            model
        )
        {
            IsForPrivate = settings.Switch(section["PrivateIncidents"]),
            Patience = System.TimeSpan.FromSeconds(settings.Seconds(section["Seconds"])),
        };
    }

    private bool Switch(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        if (bool.TryParse(text.Trim(), out var isOn))
        {
            return isOn;
        }

        _wrong.Add($"Wording__PrivateIncidents is “{text}”; it has to be true or false.");
        return false;
    }

    private int Seconds(string? text)
    {
        const int Usual = 60;
        if (string.IsNullOrWhiteSpace(text))
        {
            return Usual;
        }

        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 600)
        {
            return seconds;
        }

        _wrong.Add($"Wording__Seconds is “{text}”; it has to be a number from 1 to 600.");
        return Usual;
    }

    /// <summary>Says which key is wrong, and what it should be.</summary>
    internal sealed class Validator : IValidateOptions<WordingSettings>
    {
        public ValidateOptionsResult Validate(string? name, WordingSettings options) =>
            options._wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options._wrong);
    }
}
