using IncidentBot.Incidents;
using IncidentBot.Server.WebChat;

namespace IncidentBot.Server.Postmortems;

/// <summary>The postmortem as a document: <c>/incidents/INC-42/postmortem.md</c>, <c>.html</c>, <c>.json</c>.</summary>
internal static class PostmortemEndpoints
{
    /// <summary>Maps them. To an outsider a private incident is one that does not exist.</summary>
    public static void MapPostmortems(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/incidents/{incident}/postmortem.{format}", GetAsync);

    private static async Task<IResult> GetAsync(
        string incident,
        string format,
        Bot bot,
        VisitingPerson visitor,
        HttpContext context,
        CancellationToken cancellation
    )
    {
        if (
            !IncidentId.TryParse(incident, out var id)
            || PostmortemFormat.Find(format) is not { } wanted
            || await bot.Store.FindAsync(id, cancellation) is not { } found
            || (found.IsPrivate && !await visitor.TakesPartInAsync(found, cancellation))
        )
        {
            return Results.NotFound();
        }

        // The document is words of many people: whatever slipped into it, nothing in it runs.
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
        return Results.Text(wanted.Render(found), wanted.ContentType);
    }
}
