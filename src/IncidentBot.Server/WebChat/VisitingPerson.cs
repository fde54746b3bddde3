using IncidentBot.Incidents;
using IncidentBot.People;

namespace IncidentBot.Server.WebChat;

/// <summary>Who looks at a page: the browser remembers a short name in a cookie. It says who, it proves nothing.</summary>
/// <remarks>Told by the page's request itself: a place where everybody finds the request that is under way would cost each command of a platform.</remarks>
internal sealed class VisitingPerson(Bot bot)
{
    public const string Cookie = "person";

    private string? _handle;

    /// <summary>A page is asked for.</summary>
    public static Task ArriveAsync(HttpContext context, RequestDelegate next)
    {
        context.RequestServices.GetRequiredService<VisitingPerson>()._handle = context.Request.Cookies[Cookie];
        return next(context);
    }

    /// <summary>The person; null where the browser names nobody whom the bot knows.</summary>
    public async Task<Speaker?> FindAsync(CancellationToken cancellation) =>
        _handle is { Length: > 0 } handle ? await bot.People.FindAsync(handle, cancellation) : null;

    /// <summary>Whether the person may see a private incident.</summary>
    public async Task<bool> TakesPartInAsync(Incident incident, CancellationToken cancellation) =>
        await FindAsync(cancellation) is { } speaker && incident.Responders.Exists(responder => responder.Id == speaker.Person.Id);
}
