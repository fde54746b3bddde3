using Microsoft.AspNetCore.Http;

namespace IncidentBot.Testing.Slack;

/// <summary>One thing that goes wrong with one call. The method name <c>response_url</c> stands for posts to response URLs.</summary>
public abstract record SlackFault
{
    /// <summary>429 with <c>Retry-After</c>.</summary>
    public static SlackFault RateLimited(int seconds) =>
        new Answered(429, """{"ok":false,"error":"ratelimited"}""", "application/json", seconds);

    /// <summary>A status of 500 and above, with nothing useful in it.</summary>
    public static SlackFault ServerError(int status = 503) =>
        new Answered(status, "upstream connect error", "text/plain", RetryAfter: null);

    /// <summary>200, but a web page where JSON should be.</summary>
    public static SlackFault Garbage { get; } =
        new Answered(200, "<html><body>We'll be right back</body></html>", "text/html", RetryAfter: null);

    /// <summary><c>ok: false</c> with an error of your choice.</summary>
    public static SlackFault Refused(string error) =>
        new Answered(200, $$"""{"ok":false,"error":"{{error}}"}""", "application/json", RetryAfter: null);

    /// <summary>An answer of your choice, and nothing is done.</summary>
    public static SlackFault Said(string json) => new Answered(200, json, "application/json", RetryAfter: null);

    /// <summary>The connection breaks and nothing has happened.</summary>
    public static SlackFault ResetBefore { get; } = new Reset(AfterTheEffect: false);

    /// <summary>The connection breaks after the thing was done: the outcome is unknown to the caller.</summary>
    public static SlackFault ResetAfter { get; } = new Reset(AfterTheEffect: true);

    /// <summary>Nothing happens and no answer ever comes.</summary>
    public static SlackFault Silent { get; } = new Silence(AfterTheEffect: false);

    /// <summary>The thing is done and no answer ever comes.</summary>
    public static SlackFault SilentAfter { get; } = new Silence(AfterTheEffect: true);

    /// <summary>All goes well, later.</summary>
    public static SlackFault Delay(TimeSpan by) => new Slow(by);

    /// <summary>Whether the thing that was asked for is not done.</summary>
    internal virtual bool StopsTheCall => true;

    /// <summary>The status to be recorded when the call is stopped; 0 when there was no answer.</summary>
    internal virtual int Status => 0;

    internal virtual Task BeforeAsync(HttpContext context, FakeSlack slack) => Task.CompletedTask;

    /// <summary>Whether the answer goes out.</summary>
    internal virtual Task<bool> AfterAsync(HttpContext context, FakeSlack slack) => Task.FromResult(true);

    private static async Task<bool> NeverAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var _ = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
        return false;
    }

    private sealed record Answered(int Code, string Body, string ContentType, int? RetryAfter) : SlackFault
    {
        internal override int Status => Code;

        internal override Task BeforeAsync(HttpContext context, FakeSlack slack)
        {
            context.Response.StatusCode = Code;
            context.Response.ContentType = ContentType;
            if (RetryAfter is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds.ToString();
            }

            return context.Response.WriteAsync(Body, context.RequestAborted);
        }
    }

    private sealed record Reset(bool AfterTheEffect) : SlackFault
    {
        internal override bool StopsTheCall => !AfterTheEffect;

        internal override Task BeforeAsync(HttpContext context, FakeSlack slack) =>
            AfterTheEffect ? Task.CompletedTask : AfterAsync(context, slack);

        internal override Task<bool> AfterAsync(HttpContext context, FakeSlack slack)
        {
            context.Abort();
            return Task.FromResult(false);
        }
    }

    private sealed record Silence(bool AfterTheEffect) : SlackFault
    {
        internal override bool StopsTheCall => !AfterTheEffect;

        internal override Task BeforeAsync(HttpContext context, FakeSlack slack) =>
            AfterTheEffect ? Task.CompletedTask : NeverAsync(context);

        internal override Task<bool> AfterAsync(HttpContext context, FakeSlack slack) => NeverAsync(context);
    }

    private sealed record Slow(TimeSpan By) : SlackFault
    {
        internal override bool StopsTheCall => false;

        internal override Task BeforeAsync(HttpContext context, FakeSlack slack) =>
            Task.Delay(By, slack.Options.Time, context.RequestAborted);
    }
}
