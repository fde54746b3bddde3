using IncidentBot.Incidents;
using IncidentBot.Postmortems;

namespace IncidentBot.Server.Postmortems;

/// <summary>A form in which a postmortem is given out.</summary>
internal sealed record PostmortemFormat(string Name, string ContentType, Func<Incident, string> Render)
{
    /// <summary>As it is written.</summary>
    public static PostmortemFormat Markdown { get; } = new("md", "text/markdown; charset=utf-8", PostmortemDraft.Markdown);

    /// <summary>For programs.</summary>
    public static PostmortemFormat Json { get; } = new("json", "application/json; charset=utf-8", PostmortemDraft.Json);

    private static readonly PostmortemFormat[] All = [Markdown, new("html", "text/html; charset=utf-8", PostmortemDraft.Html), Json];

    /// <summary>Finds one by its name; null where there is none.</summary>
    public static PostmortemFormat? Find(string name) => Array.Find(All, format => format.Name == name);
}
