using IncidentBot.Outbox;
using IncidentBot.Server.WebChat;
using Microsoft.AspNetCore.Mvc;

namespace IncidentBot.Server.Dashboard;

/// <summary>The button of the page that shows what was given up.</summary>
internal static class OutboxEndpoints
{
    /// <summary>Maps it. Nobody presses it without having said who they are.</summary>
    public static void MapOutbox(this IEndpointRouteBuilder routes) => routes.MapPost("/outbox/retry", RetryAsync);

    private static async Task<IResult> RetryAsync([FromForm] string? id, Bot bot, VisitingPerson visitor, CancellationToken cancellation)
    {
        if (await visitor.FindAsync(cancellation) is not { } who)
        {
            return Results.Unauthorized();
        }

        if (id is { Length: > 0 })
        {
            await GivenUp.RetryAsync(bot.Database, id == "all" ? null : id, who.Person.Name, bot.Clock.GetCurrentInstant(), cancellation);
        }

        return Results.LocalRedirect("/outbox");
    }
}
