using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Publishing;

namespace IncidentBot.Server.Postmortems;

/// <summary>A form in which a postmortem is given out.</summary>
/// <param name="Name">How it is asked for.</param>
/// <param name="ContentType">What a browser takes it for.</param>
/// <param name="Render">Writes the document as it stands.</param>
/// <param name="Of">Takes it from a version that was published.</param>
internal sealed record PostmortemFormat(
    string Name,
    string ContentType,
    Func<Incident, PostmortemOptions, string?, string> Render,
    Func<PublishedVersion, string> Of
)
{
    /// <summary>As it is written.</summary>
    public static PostmortemFormat Markdown { get; } =
        new(
            "md",
            "text/markdown; charset=utf-8",
            (incident, options, template) => PostmortemDraft.Markdown(new Postmortem(incident), options, template),
            published => published.Markdown
        );

    /// <summary>For programs.</summary>
    public static PostmortemFormat Json { get; } =
        new("json", "application/json; charset=utf-8", (incident, _, _) => PostmortemDraft.Json(incident), published => published.Json);

    private static readonly PostmortemFormat[] All =
    [
        Markdown,
        new(
            "html",
            "text/html; charset=utf-8",
            (incident, options, template) => PostmortemDraft.Html(new Postmortem(incident), options, template),
            published => published.Html
        ),
        Json,
    ];

    /// <summary>Finds one by its name; null where there is none.</summary>
    public static PostmortemFormat? Find(string name) => Array.Find(All, format => format.Name == name);
}
