using System.CommandLine;
using IncidentBot.Server.Settings;

namespace IncidentBot.Server.CommandLine;

/// <summary><c>--database FILE</c>, which every verb takes.</summary>
internal static class DatabaseOption
{
    /// <summary>The option.</summary>
    public static Option<string?> Instance { get; } =
        new("--database")
        {
            Description =
                "The SQLite file. Without it, the settings' ConnectionStrings__IncidentBot; without that, data/incidentbot.db in the working directory.",
            HelpName = "FILE",
            Recursive = true,
        };

    /// <summary>The settings, with the option over them.</summary>
    public static Dictionary<string, string?> Overrides(ParseResult parsed)
    {
        var file = parsed.GetValue(Instance);
        return file is null
            ? []
            : new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
            {
                ["Database:Provider"] = DatabaseSettings.Sqlite,
                ["ConnectionStrings:IncidentBot"] = file,
            };
    }
}
