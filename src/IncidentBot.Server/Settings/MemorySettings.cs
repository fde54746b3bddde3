using Microsoft.Extensions.Options;

namespace IncidentBot.Server.Settings;

/// <summary>What the bot compares past incidents by: <c>Memory__Synonyms</c>, a file with the team's own words that mean the same.</summary>
internal sealed class MemorySettings
{
    private string? _wrong;

    /// <summary>The lines of the file; none where no file is named.</summary>
    public IReadOnlyList<string> Synonyms { get; private set; } = [];

    /// <summary>Fills the record from the settings.</summary>
    public static void Read(MemorySettings settings, IConfiguration configuration)
    {
        if (configuration["Memory:Synonyms"]?.Trim() is not { Length: > 0 } file)
        {
            return;
        }

        try
        {
            settings.Synonyms = File.ReadAllLines(file);
            settings._wrong = Array.FindIndex([.. settings.Synonyms], line => line.Trim().StartsWith(',')) is >= 0 and var at
                ? $"Memory__Synonyms: line {at + 1} of {file} begins with a comma; write the word that stands for the line first."
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            settings._wrong =
                $"Memory__Synonyms is “{file}”, which cannot be read ({exception.Message}). Name a text file with a line for each meaning: shop, storefront, web store";
        }
    }

    /// <summary>Says what is wrong with the file.</summary>
    internal sealed class Validator : IValidateOptions<MemorySettings>
    {
        public ValidateOptionsResult Validate(string? name, MemorySettings options) =>
            options._wrong is { } wrong ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }
}
