using System.Net;
using IncidentBot.Server.Settings;
using Microsoft.Extensions.Options;

namespace IncidentBot.Server;

/// <summary>What every answer tells a browser: run our scripts only, be framed by nobody.</summary>
internal static class PageSafety
{
    private const string Policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    /// <summary>Adds the headers, and refuses a foreign name for a bot that only serves its own machine.</summary>
    public static Task ApplyAsync(HttpContext context, Func<Task> next)
    {
        if (IsForeignName(context))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return context.Response.WriteAsync(
                "This bot serves its own machine only: use http://127.0.0.1 or http://localhost, or set Urls to an address of this machine."
            );
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        return next();
    }

    // A page of the internet may give its own name our address and then read what we answer.
    private static bool IsForeignName(HttpContext context)
    {
        var listening = context.RequestServices.GetRequiredService<IOptions<ListeningSettings>>().Value;
        var host = context.Request.Host.Host;
        return listening.IsOnlyForThisMachine
            && !host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            && !(IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }
}
