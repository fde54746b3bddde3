using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentBot.Server.WebChat;

/// <summary>What the page's script calls: it sends lines, hears that something changed, and fetches the room again.</summary>
internal static class ChatEndpoints
{
    /// <summary>Maps them. All but the page itself answer 401 to somebody who has not said who they are.</summary>
    public static void MapChat(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/chat/lines", TakeAsync).DisableAntiforgery();
        routes.MapGet("/chat/room", RoomAsync);
        routes.MapGet("/chat/changes", ChangesAsync);
    }

    // Another site cannot send this: JSON needs its consent asked for first, and the cookie does not go along.
    private static async Task<IResult> TakeAsync(HttpContext context, VisitingPerson visitor, ChatDoor door, CancellationToken cancellation)
    {
        if (!context.Request.HasJsonContentType())
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var sent = await context.Request.ReadFromJsonAsync(ChatJsonContext.Default.Sent, cancellation);
        return await visitor.FindAsync(cancellation) is { } who && sent is not null
            ? Results.Json(await door.TakeAsync(who, sent), ChatJsonContext.Default.Told)
            : Results.Unauthorized();
    }

    private static async Task<IResult> RoomAsync(string? channel, VisitingPerson visitor, Bot bot, CancellationToken cancellation) =>
        await visitor.FindAsync(cancellation) is { } who
            ? new RazorComponentResult<ChatRoom>(new { View = await RoomView.LoadAsync(bot, who, channel, cancellation) })
            {
                PreventStreamingRendering = true,
            }
            : Results.Unauthorized();

    private static async Task<IResult> ChangesAsync(
        VisitingPerson visitor,
        Bot bot,
        IHostApplicationLifetime life,
        CancellationToken gone
    ) =>
        await visitor.FindAsync(gone) is { } who
            ? TypedResults.ServerSentEvents(ChannelChanges.ListenAsync(bot, who.Person, gone, life.ApplicationStopping))
            : Results.Unauthorized();
}
