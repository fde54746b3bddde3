using IncidentBot.Incidents;
using IncidentBot.Postmortems;

namespace IncidentBot.Server.Postmortems;

/// <summary>A form in which a postmortem is given out.</summary>
internal sealed record PostmortemFormat(string Name, string ContentType, Func<Incident, string> Render)
{
    private static readonly PostmortemFormat[] All =
    [
        new("md", "text/markdown; charset=utf-8", PostmortemDraft.Markdown),
        new("html", "text/html; charset=utf-8", PostmortemDraft.Markdown),
        new("json", "application/json; charset=utf-8", PostmortemDraft.Markdown),
    ];

    /// <summary>Finds one by its name; null where there is none.</summary>
    public static PostmortemFormat? Find(string name) => Array.Find(All, format => format.Name == name);
}
