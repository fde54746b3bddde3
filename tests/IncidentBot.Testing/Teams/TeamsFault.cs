using Microsoft.AspNetCore.Http;

namespace IncidentBot.Testing.Teams;

/// <summary>One thing that goes wrong with one request.</summary>
public abstract record TeamsFault
{
    /// <summary>429 with <c>Retry-After</c>.</summary>
    public static TeamsFault Throttled(int seconds) =>
        new Answered(429, """{"error":{"code":"Throttled","message":"Too many requests"}}""", seconds);

    /// <summary>A status of 500 and above, with nothing useful in it.</summary>
    public static TeamsFault ServerError(int status = 503) => new Answered(status, "upstream connect error", RetryAfter: null);

    /// <summary>A refusal of your choice.</summary>
    public static TeamsFault Refused(int status, string code) =>
        new Answered(status, $$"""{ "error": { "code": "{{code}}", "message": "Refused by the test" } }""", RetryAfter: null);

    /// <summary>200, but a web page where JSON should be.</summary>
    public static TeamsFault Garbage { get; } = new Answered(200, "<html><body>Sign in</body></html>", RetryAfter: null);

    /// <summary>The connection breaks and nothing has happened.</summary>
    public static TeamsFault ResetBefore { get; } = new Broken(AfterTheEffect: false, Silently: false);

    /// <summary>The connection breaks after the thing was done: the outcome is unknown to the caller.</summary>
    public static TeamsFault ResetAfter { get; } = new Broken(AfterTheEffect: true, Silently: false);

    /// <summary>Nothing happens and no answer ever comes.</summary>
    public static TeamsFault Silent { get; } = new Broken(AfterTheEffect: false, Silently: true);

    /// <summary>The thing is done and no answer ever comes.</summary>
    public static TeamsFault SilentAfter { get; } = new Broken(AfterTheEffect: true, Silently: true);

    internal virtual bool StopsTheCall => true;

    internal virtual int Status => 0;

    internal virtual Task BeforeAsync(HttpContext context) => Task.CompletedTask;

    /// <summary>Whether the answer goes out.</summary>
    internal virtual Task<bool> AfterAsync(HttpContext context) => Task.FromResult(true);

    private sealed record Answered(int Code, string Body, int? RetryAfter) : TeamsFault
    {
        internal override int Status => Code;

        internal override Task BeforeAsync(HttpContext context)
        {
            context.Response.StatusCode = Code;
            context.Response.ContentType = Body.StartsWith('{') ? "application/json" : "text/html";
            if (RetryAfter is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds.ToString();
            }

            return context.Response.WriteAsync(Body, context.RequestAborted);
        }
    }

    private sealed record Broken(bool AfterTheEffect, bool Silently) : TeamsFault
    {
        internal override bool StopsTheCall => !AfterTheEffect;

        internal override Task BeforeAsync(HttpContext context) => AfterTheEffect ? Task.CompletedTask : AfterAsync(context);

        internal override async Task<bool> AfterAsync(HttpContext context)
        {
            if (Silently)
            {
                var gone = new TaskCompletionSource();
                await using var _ = context.RequestAborted.Register(gone.SetResult);
                await gone.Task;
            }
            else
            {
                context.Abort();
            }

            return false;
        }
    }
}
