using System.Net;
using System.Text.Json.Nodes;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;

namespace IncidentBot.Server.Postmortems;

/// <summary>A form in which a postmortem is given out.</summary>
internal sealed record PostmortemFormat(string Name, string ContentType, Func<Incident, string> Render)
{
    private static readonly PostmortemFormat[] All =
    [
        new("md", "text/markdown; charset=utf-8", PostmortemDraft.Markdown),
        new("html", "text/html; charset=utf-8", Page),
        new("json", "application/json; charset=utf-8", Facts),
    ];

    /// <summary>Finds one by its name; null where there is none.</summary>
    public static PostmortemFormat? Find(string name) => Array.Find(All, format => format.Name == name);

    private static string Page(Incident incident) =>
        $"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="color-scheme" content="light dark">
            <title>{WebUtility.HtmlEncode($"Postmortem {incident.Id}: {Mentions.InWords(incident.Title)}")}</title>
            <body style="font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; white-space: pre-wrap">{WebUtility.HtmlEncode(
                PostmortemDraft.Markdown(incident)
            )}</body>
            </html>
            """;

    private static string Facts(Incident incident) =>
        new JsonObject
        {
            ["incident"] = incident.Id.ToString(),
            ["title"] = Mentions.InWords(incident.Title),
            ["severity"] = incident.Severity.Spoken(),
            ["status"] = incident.Status.Spoken(),
            ["startedAt"] = incident.StartedAt?.From?.ToString(),
            ["resolvedAt"] = incident.ResolvedAt?.Latest?.ToString(),
            ["markdown"] = PostmortemDraft.Markdown(incident),
        }.ToJsonString();
}
