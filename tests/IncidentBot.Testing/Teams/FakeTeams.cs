using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Testing.Teams;

/// <summary>
/// A Microsoft Teams in this process that keeps Teams' rules: connector, Graph, token endpoint and issuer on loopback, an organisation behind
/// them, and people who write to the bot with signed activities. Every request of the bot is recorded.
/// </summary>
public sealed class FakeTeams : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly Lock _oneAtATime = new();
    private readonly List<TeamsCall> _calls = [];
    private readonly WebApplication _app;
    private TaskCompletionSource _change = NewSignal();

    private FakeTeams(FakeTeamsOptions options)
    {
        Options = options;
        Permissions = new HashSet<string>(options.Permissions, StringComparer.Ordinal);
        Organisation = new TeamsOrganisation(options);
        Issuer = new TeamsIssuer(options);
        Tokens = new TeamsTokens(options, Permissions);
        Door = new TeamsDoor(this);
        _app = Build();
    }

    public FakeTeamsOptions Options { get; }

    /// <summary>The root of the server.</summary>
    public Uri Url => new(_app.Urls.First());

    /// <summary>What a bot takes for its <c>serviceUrl</c>.</summary>
    public string ServiceUrl => new Uri(Url, "connector/").ToString();

    public TeamsOrganisation Organisation { get; }

    public TeamsIssuer Issuer { get; }

    public TeamsFaults Faults { get; } = new();

    /// <summary>What the app may do in Graph; take one out to see 403.</summary>
    public ISet<string> Permissions { get; }

    /// <summary>Where the bot listens: its <c>/api/messages</c>.</summary>
    public Uri? Endpoint { get; set; }

    internal TeamsTokens Tokens { get; }

    internal TeamsDoor Door { get; }

    internal CancellationToken Stopping => _stopping.Token;

    public static async Task<FakeTeams> StartAsync(FakeTeamsOptions? options = null)
    {
        var teams = new FakeTeams(options ?? new FakeTeamsOptions());
        await teams._app.StartAsync();
        return teams;
    }

    /// <summary>Somebody of the organisation, to act in that person's name.</summary>
    public TeamsActor As(TeamsUser user) => new(this, user);

    /// <summary>The requests the bot made, oldest first; of one operation when it is named.</summary>
    public IReadOnlyList<TeamsCall> Calls(string? operation = null)
    {
        lock (_lock)
        {
            return [.. _calls.Where(call => operation is null || call.Operation == operation)];
        }
    }

    /// <summary>Every token that was issued to the bot is worth nothing from now on.</summary>
    public void RevokeTokens() => Tokens.Revoke();

    /// <summary>Done when the condition holds; it is asked again after each change. Gives up after fifteen seconds of real time.</summary>
    public async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            var change = NextChange();
            if (condition())
            {
                return;
            }

            await change.WaitAsync(patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        Door.Dispose();
        Issuer.Dispose();
        _stopping.Dispose();
    }

    internal void Changed()
    {
        TaskCompletionSource change;
        lock (_lock)
        {
            change = _change;
            _change = NewSignal();
        }

        change.SetResult();
    }

    internal async Task ServeAsync(HttpContext context, string operation, Func<HttpContext, JsonObject?, (int, JsonNode?)> answer)
    {
        var body = await ReadAsync(context);
        var fault = Faults.Take(operation);
        var call = new TeamsCall(operation, context.Request.Path + context.Request.QueryString, body, Options.Time.GetUtcNow())
        {
            Fault = fault,
        };
        if (fault is { StopsTheCall: true })
        {
            Record(call with { Status = fault.Status });
            await fault.BeforeAsync(context);
            return;
        }

        call = Answer(context, call, answer);
        Record(call);
        if (fault is null || await fault.AfterAsync(context))
        {
            await WriteAsync(context, call);
        }
    }

    private TeamsCall Answer(HttpContext context, TeamsCall call, Func<HttpContext, JsonObject?, (int, JsonNode?)> answer)
    {
        lock (_oneAtATime)
        {
            try
            {
                var (status, json) = answer(context, call.Body);
                return call with { Status = status, Answer = json };
            }
            catch (TeamsRefusal refusal)
            {
                if (refusal.RetryAfter is { } seconds)
                {
                    context.Response.Headers.RetryAfter = seconds.ToString();
                }

                return call with
                {
                    Status = refusal.Status,
                    Answer = refusal.ToJson(),
                };
            }
        }
    }

    private void Record(TeamsCall call)
    {
        lock (_lock)
        {
            _calls.Add(call);
        }

        Changed();
    }

    private static async Task<JsonObject?> ReadAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType)
        {
            // The form is read where it is wanted; a password is not kept.
            await context.Request.ReadFormAsync(context.RequestAborted);
            return null;
        }

        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task WriteAsync(HttpContext context, TeamsCall call)
    {
        context.Response.StatusCode = call.Status;
        if (call.Answer is null || call.Status == StatusCodes.Status204NoContent)
        {
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(call.Answer.ToJsonString(), context.RequestAborted);
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        new ConnectorApi(this).Map(app);
        new GraphApi(this).Map(app);
        app.MapPost(
            "/login/{tenant}/oauth2/v2.0/token",
            context =>
                ServeAsync(
                    context,
                    TeamsOperations.Token,
                    (request, _) => Tokens.Issue(request.Request.RouteValues["tenant"]!.ToString()!, request.Request.Form)
                )
        );
        MapKeys(app, "botframework", TeamsOperations.BotFrameworkMetadata, isEntra: false);
        MapKeys(app, "entra", TeamsOperations.EntraMetadata, isEntra: true);
        return app;
    }

    private void MapKeys(WebApplication app, string folder, string operation, bool isEntra)
    {
        app.MapGet(
            $"/{folder}/.well-known/openidconfiguration",
            context => ServeAsync(context, operation, (_, _) => (200, TeamsIssuer.Metadata(Url, isEntra)))
        );
        app.MapGet($"/{folder}/keys", context => ServeAsync(context, operation + " keys", (_, _) => (200, Issuer.Keys(isEntra))));
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task NextChange()
    {
        lock (_lock)
        {
            return _change.Task;
        }
    }
}
