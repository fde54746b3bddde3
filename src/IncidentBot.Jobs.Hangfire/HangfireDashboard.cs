using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IncidentBot.Jobs.Hangfire;

/// <summary>Hangfire's dashboard, for those who know the password. Hangfire's own rule lets in whatever comes from this machine, such as every request of a proxy on it.</summary>
public static class HangfireDashboard
{
    private const string Address = "/jobs/hangfire";

    /// <summary>Maps it below <c>/jobs</c>, where the bot's own page of what is due stands.</summary>
    /// <param name="routes">The program's addresses.</param>
    /// <param name="jobs">The engine whose jobs it shows.</param>
    /// <param name="password">What an admin's browser has to send, with any name.</param>
    public static void MapHangfireDashboard(this IEndpointRouteBuilder routes, HangfireJobs jobs, string password)
    {
        var options = new DashboardOptions
        {
            AppPath = "/jobs",
            DashboardTitle = "IncidentBot's jobs",
            DisplayStorageConnectionString = false,
            // Nobody comes so far who was not let in here.
            Authorization = [],
        };
        var secret = Hash(password);
        routes.Map(
            Address + "/{**page}",
            (RequestDelegate)(context => IsAdmin(context, secret) ? ShowAsync(context, jobs, options) : AskAsync(context))
        );
    }

    private static bool IsAdmin(HttpContext context, byte[] secret) =>
        AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var sent)
        && string.Equals(sent.Scheme, "Basic", StringComparison.OrdinalIgnoreCase)
        && Password(sent.Parameter ?? "") is { } password
        && CryptographicOperations.FixedTimeEquals(Hash(password), secret);

    private static string? Password(string parameter)
    {
        var decoded = new byte[parameter.Length];
        if (!Convert.TryFromBase64String(parameter, decoded, out var length))
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(decoded, 0, length);
        return pair.IndexOf(':') is >= 0 and var colon ? pair[(colon + 1)..] : null;
    }

    private static byte[] Hash(string password) => SHA256.HashData(Encoding.UTF8.GetBytes(password));

    private static Task AskAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"IncidentBot's jobs\", charset=\"UTF-8\"";
        return Task.CompletedTask;
    }

    private static Task ShowAsync(HttpContext context, HangfireJobs jobs, DashboardOptions options)
    {
        if (jobs.Storage is not { } storage)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return context.Response.WriteAsync("Hangfire is not ready yet.");
        }

        context.Request.Path.StartsWithSegments(Address, out var page);
        context.Request.PathBase = context.Request.PathBase.Add(Address);
        context.Request.Path = page.HasValue ? page : "/";
        return new AspNetCoreDashboardMiddleware(
            _ => Task.CompletedTask,
            storage,
            options,
            DashboardRoutes.Routes,
            finalizeWhenNotFound: true
        ).Invoke(context);
    }
}
