using System.Collections.Immutable;
using IncidentBot.Postmortems;
using Microsoft.Extensions.Options;

namespace IncidentBot.Server.Settings;

/// <summary>How postmortems are written, reviewed and published: <c>Postmortems__…</c>.</summary>
internal sealed class PostmortemSettings
{
    private readonly List<string> _wrong = [];

    /// <summary>The product's options.</summary>
    public PostmortemOptions Options { get; private set; } = PostmortemOptions.Default;

    /// <summary>Fills the record from the settings.</summary>
    public static void Read(PostmortemSettings settings, IConfiguration configuration)
    {
        var section = configuration.GetSection("Postmortems");
        settings.Options = settings.Options with { Required = settings.Required(section["Required"], settings.Options.Required) };
    }

    private ImmutableSortedSet<MissingKind> Required(string? text, ImmutableSortedSet<MissingKind> otherwise)
    {
        if (text is null)
        {
            return otherwise;
        }

        var required = ImmutableSortedSet.CreateBuilder<MissingKind>();
        foreach (var part in text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Enum.TryParse<MissingKind>(part, ignoreCase: true, out var kind) && char.IsLetter(part[0]))
            {
                required.Add(kind);
            }
            else if (!part.Equals("nothing", StringComparison.OrdinalIgnoreCase))
            {
                _wrong.Add(
                    $"Postmortems__Required has “{part}”; it can have {string.Join(", ", Enum.GetNames<MissingKind>()).ToLowerInvariant()}, with commas between them, or nothing."
                );
            }
        }

        return required.ToImmutable();
    }

    /// <summary>Says which key is wrong, and what it should be.</summary>
    internal sealed class Validator : IValidateOptions<PostmortemSettings>
    {
        public ValidateOptionsResult Validate(string? name, PostmortemSettings options) =>
            options._wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options._wrong);
    }
}
