using System.Net;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentBot.Postmortems.Writing;

/// <summary>The postmortem as a page of its own: no script, no outside resource, made to be read and printed.</summary>
internal static class PostmortemPage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseTaskLists().Build();

    private const string Style = """
        :root { color-scheme: light dark; }
        body { font: 16px/1.55 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
        h1 { line-height: 1.2; } h2 { margin-top: 2rem; border-bottom: 1px solid #8886; padding-bottom: .2rem; }
        ul { padding-left: 1.2rem; } li { margin: .25rem 0; } li:has(> input) { list-style: none; margin-left: -1.2rem; }
        table { border-collapse: collapse; } th, td { border: 1px solid #8886; padding: .3rem .7rem; text-align: left; }
        code { background: #8882; padding: .1rem .3rem; border-radius: .2rem; overflow-wrap: anywhere; }
        svg.chart { width: 100%; font: 13px system-ui, sans-serif; fill: currentColor; }
        .phase { fill: #4a7ab5; } .wrong { fill: #c4483c; } .right { fill: #3c8a50; }
        pre { overflow-x: auto; }
        @media print { body { margin: 0; max-width: none; font-size: 11pt; } h2, h3 { break-after: avoid; } li { break-inside: avoid; } a { color: inherit; } svg { break-inside: avoid; print-color-adjust: exact; } pre { white-space: pre-wrap; } table, tr { break-inside: avoid; } thead { display: table-header-group; } }
        """;

    public static string Of(Incident incident, string markdown) =>
        $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{WebUtility.HtmlEncode($"Postmortem {incident.Id}: {Mentions.InWords(incident.Title)}")}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            {Drawn(Body(markdown), incident)}</body>
            </html>

            """;

    // Nothing runs in the page, so the diagram of the bot's own is drawn here; one that somebody changed stays as it was written.
    private static string Drawn(string body, Incident incident)
    {
        if (Chart.Of(incident) is not { } chart)
        {
            return body;
        }

        var code = $"<pre><code class=\"language-mermaid\">{WebUtility.HtmlEncode(MermaidText.Of(chart))}\n</code></pre>";
        return body.Replace(code, ChartPicture.Of(chart), StringComparison.Ordinal);
    }

    private static string Body(string markdown)
    {
        var document = Markdig.Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().Where(link => !IsSafe(link.Url)))
        {
            link.Url = "";
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !IsSafe(link.Url)).ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        return document.ToHtml(Pipeline);
    }

    // People's words make no link but to the web; a template or a hand that edited the draft could write any.
    private static bool IsSafe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeMailto);
}
