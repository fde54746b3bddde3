using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Publishing;
using IncidentBot.Server.WebChat;
using IncidentBot.WebChat;
using Microsoft.AspNetCore.Mvc;

namespace IncidentBot.Server.Postmortems;

/// <summary>The postmortem as a document: <c>/incidents/INC-42/postmortem.md</c>, <c>.html</c>, <c>.json</c>.</summary>
internal static class PostmortemEndpoints
{
    private const int LongestRefusal = 600;

    /// <summary>Maps them. To an outsider a private incident is one that does not exist.</summary>
    public static void MapPostmortems(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/incidents/{incident}/postmortem.{format}", GetAsync);
        routes.MapPost("/incidents/{incident}/postmortem", SayAsync);
    }

    // A form of the page is a command that somebody else typed: it comes through the same door as a line of the chat.
    private static async Task<IResult> SayAsync(
        string incident,
        [FromForm] string? form,
        HttpContext context,
        Bot bot,
        VisitingPerson visitor,
        CancellationToken cancellation
    )
    {
        if (await visitor.FindAsync(cancellation) is not { } who)
        {
            return Results.Unauthorized();
        }

        if (!IncidentId.TryParse(incident, out var id) || form is null || FormJson.Read(form) is not { } filled)
        {
            return Results.BadRequest();
        }

        var answers = context.Request.Form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        var reply = await bot.WebDoor.CommandAsync(who, WebPlatform.General, filled.Command(answers), null, cancellation);
        var page = $"/incidents/{id}/postmortem";
        var refusal = PlainTextCard.Render(reply.Card);
        return Results.LocalRedirect(
            reply.Outcome == Outcome.Refused
                ? $"{page}?refused={Uri.EscapeDataString(refusal[..Math.Min(refusal.Length, LongestRefusal)])}"
                : page
        );
    }

    // The version that is asked for; without one, the last, as long as nothing has changed since.
    private static async Task<PublishedVersion?> PublishedAsync(
        IncidentStore store,
        Incident incident,
        int? version,
        string? template,
        CancellationToken cancellation
    )
    {
        var last =
            template is null && PostmortemStates.Of(incident) == PostmortemState.Published ? PublishedVersion.LastOf(incident) : null;
        return (version ?? (last is null ? null : PublishedVersion.NumberOf(incident, last))) is { } number
            ? await store.FindPublishedAsync(incident.Id, number, cancellation)
            : null;
    }

    private static async Task<IResult> GetAsync(
        string incident,
        string format,
        string? template,
        int? version,
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
        if (await PublishedAsync(bot.Store, found, version, template, cancellation) is { } published)
        {
            return Results.Text(wanted.Of(published), wanted.ContentType);
        }

        return version is null
            ? Results.Text(wanted.Render(found, bot.Store.Postmortems, template), wanted.ContentType)
            : Results.NotFound();
    }
}
