using IncidentBot.Incidents;
using IncidentBot.Postmortems;

namespace IncidentBot.Server.Postmortems;

/// <summary>A form in which a postmortem is given out.</summary>
internal sealed record PostmortemFormat(string Name, string ContentType, Func<Incident, PostmortemOptions, string?, string> Render)
{
    /// <summary>As it is written.</summary>
    public static PostmortemFormat Markdown { get; } =
        new(
            "md",
            "text/markdown; charset=utf-8",
            (incident, options, template) => PostmortemDraft.Markdown(new Postmortem(incident), options, template)
        );

    /// <summary>For programs.</summary>
    public static PostmortemFormat Json { get; } =
        new("json", "application/json; charset=utf-8", (incident, _, _) => PostmortemDraft.Json(incident));

    private static readonly PostmortemFormat[] All =
    [
        Markdown,
        new(
            "html",
            "text/html; charset=utf-8",
            (incident, options, template) => PostmortemDraft.Html(new Postmortem(incident), options, template)
        ),
        Json,
    ];

    /// <summary>Finds one by its name; null where there is none.</summary>
    public static PostmortemFormat? Find(string name) => Array.Find(All, format => format.Name == name);
}
