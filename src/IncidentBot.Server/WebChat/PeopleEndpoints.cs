using IncidentBot.People;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace IncidentBot.Server.WebChat;

/// <summary>Takes down who somebody is, and lets the browser remember it.</summary>
internal static class PeopleEndpoints
{
    private const int LongestName = 80;

    private static readonly CookieOptions Remembered = new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        MaxAge = System.TimeSpan.FromDays(365),
        IsEssential = true,
    };

    /// <summary>Maps them.</summary>
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/chat/person", IntroduceAsync);
        routes.MapPost("/chat/leave", Leave);
    }

    private static async Task<IResult> IntroduceAsync(
        [FromForm] string? name,
        [FromForm] string? zone,
        [FromForm] string? channel,
        Bot bot,
        HttpContext context,
        CancellationToken cancellation
    )
    {
        var spoken = Spoken(name);
        if (spoken.Length > 0)
        {
            var zoneId = zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is { } known ? known.Id : "UTC";
            context.Response.Cookies.Append(VisitingPerson.Cookie, await HandleAsync(bot.People, spoken, zoneId, cancellation), Remembered);
        }

        return Results.LocalRedirect(string.IsNullOrEmpty(channel) ? "/chat" : $"/chat?channel={Uri.EscapeDataString(channel)}");
    }

    private static IResult Leave([FromForm] string? channel, HttpContext context)
    {
        context.Response.Cookies.Delete(VisitingPerson.Cookie);
        return Results.LocalRedirect(string.IsNullOrEmpty(channel) ? "/chat" : $"/chat?channel={Uri.EscapeDataString(channel)}");
    }

    // Somebody who gives the name of a person whom the bot knows is that person: there are no passwords here.
    private static async Task<string> HandleAsync(PeopleBook people, string name, string zoneId, CancellationToken cancellation)
    {
        foreach (var handle in Handle.For(name))
        {
            if (await people.FindAsync(handle, cancellation) is not { } taken || taken.Person.Name == name)
            {
                await people.AddAsync(handle, name, zoneId, cancellation);
                return handle;
            }
        }

        throw new InvalidOperationException("Short names have no end.");
    }

    // The marks that stand around a mention would end it early.
    private static string Spoken(string? name)
    {
        var words = string.Join(
            ' ',
            (name ?? "").Split((char[])[' ', '\t', '\n', '\r', '<', '>', '|'], StringSplitOptions.RemoveEmptyEntries)
        );
        return words.Length > LongestName ? words[..LongestName] : words;
    }
}
