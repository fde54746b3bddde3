using IncidentBot.Incidents;
using IncidentBot.People;

namespace IncidentBot.Server.WebChat;

/// <summary>Who looks at a page: the browser remembers a short name in a cookie. It says who, it proves nothing.</summary>
internal sealed class VisitingPerson(IHttpContextAccessor http, Bot bot)
{
    public const string Cookie = "person";

    /// <summary>The person; null where the browser names nobody whom the bot knows.</summary>
    public async Task<Speaker?> FindAsync(CancellationToken cancellation) =>
        http.HttpContext?.Request.Cookies[Cookie] is { Length: > 0 } handle ? await bot.People.FindAsync(handle, cancellation) : null;

    /// <summary>Whether the person may see a private incident.</summary>
    public async Task<bool> TakesPartInAsync(Incident incident, CancellationToken cancellation) =>
        await FindAsync(cancellation) is { } speaker && incident.Responders.Exists(responder => responder.Id == speaker.Person.Id);
}
