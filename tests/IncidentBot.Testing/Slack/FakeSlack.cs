using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Testing.Slack;

/// <summary>
/// A Slack in this process that keeps Slack's rules: it listens on loopback, holds a workspace, and drives the app as people would.
/// Every call is recorded, so a test can ask what the app has asked for.
/// </summary>
public sealed class FakeSlack : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly List<SlackCall> _calls = [];
    private readonly WebApplication _app;
    private TaskCompletionSource _change = NewSignal();

    private FakeSlack(FakeSlackOptions options)
    {
        Options = options;
        RequestUrls = options.RequestUrls;
        Scopes = new HashSet<string>(options.Scopes, StringComparer.Ordinal);
        Workspace = new SlackWorkspace(options);
        Views = new SlackViews(Workspace);
        Violations = new SlackViolations(Changed);
        Triggers = new SlackTriggers(options, Workspace);
        ResponseUrls = new SlackResponseUrls(this);
        Sockets = new SlackSockets(this);
        Door = new SlackDoor(this);
        Events = new SlackEvents(this);
        Acts = new SlackActs(this);
        Api = new SlackApi(this);
        _app = Build();
    }

    public FakeSlackOptions Options { get; }

    /// <summary>The root of the server; the Web API is below <see cref="ApiUrl"/>.</summary>
    public Uri Url => new(_app.Urls.First());

    /// <summary>What an app takes for <c>https://slack.com/api/</c>.</summary>
    public Uri ApiUrl => new(Url, "api/");

    public SlackWorkspace Workspace { get; }

    public SlackViews Views { get; }

    public SlackSockets Sockets { get; }

    public SlackFaults Faults { get; } = new();

    /// <summary>What Slack lets pass in silence although it is wrong.</summary>
    public SlackViolations Violations { get; }

    /// <summary>What the bot token may do; take a scope out to see <c>missing_scope</c>.</summary>
    public ISet<string> Scopes { get; }

    /// <summary>When set, every call with a known token is refused with it: <c>token_revoked</c>, <c>account_inactive</c>.</summary>
    public string? TokenError { get; set; }

    /// <summary>Where the app listens; without it and without Socket Mode nobody is told of events.</summary>
    public SlackRequestUrls? RequestUrls { get; set; }

    /// <summary>Every event Slack had to deliver, oldest first.</summary>
    public IReadOnlyList<SlackDelivery> Deliveries => Events.All;

    internal SlackTriggers Triggers { get; }

    internal SlackResponseUrls ResponseUrls { get; }

    internal SlackDoor Door { get; }

    internal SlackEvents Events { get; }

    internal SlackActs Acts { get; }

    internal SlackApi Api { get; }

    internal CancellationToken Stopping => _stopping.Token;

    public static async Task<FakeSlack> StartAsync(FakeSlackOptions? options = null)
    {
        var slack = new FakeSlack(options ?? new FakeSlackOptions());
        await slack._app.StartAsync();
        return slack;
    }

    /// <summary>The calls the app made, oldest first; of one method when it is named.</summary>
    public IReadOnlyList<SlackCall> Calls(string? method = null)
    {
        lock (_lock)
        {
            return [.. _calls.Where(call => method is null || call.Method == method)];
        }
    }

    /// <summary>What was posted to a response URL, oldest first.</summary>
    public IReadOnlyList<SlackMessage> Responses(SlackResponseUrl url) =>
        [.. (Workspace.Channel(url.Channel)?.Messages ?? []).Where(message => message.ResponseUrl == url.Url)];

    /// <summary>Somebody of the workspace, to act in that person's name.</summary>
    public SlackActor As(string userId) => new(this, userId);

    /// <summary>Asks the events URL to prove itself, as Slack does when it is entered in the app's settings.</summary>
    public Task<SlackReply> VerifyUrl(string challenge) =>
        Door.SendAsync(
            new SlackPayload(
                SlackPayloadKind.Event,
                new JsonObject
                {
                    ["token"] = "deprecated",
                    ["challenge"] = challenge,
                    ["type"] = "url_verification",
                }
            )
        );

    /// <summary>Slack's look at the certificate: a form with <c>ssl_check</c>, and whatever a forger may add to it.</summary>
    public Task<SlackReply> CheckCertificate(JsonObject? more = null)
    {
        var form = more?.DeepClone().AsObject() ?? [];
        form["ssl_check"] = "1";
        form["token"] = "deprecated";
        return Door.SendAsync(new SlackPayload(SlackPayloadKind.Command, form));
    }

    /// <summary>Done when the condition holds; it is asked again after each change. Gives up after a minute of real time.</summary>
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
        Sockets.Drop();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        Door.Dispose();
        _stopping.Dispose();
    }

    internal void Record(SlackCall call)
    {
        lock (_lock)
        {
            _calls.Add(call);
        }

        Changed();
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

    internal void RunInBackground(Func<Task> work) =>
        _ = Task.Run(async () =>
        {
            try
            {
                await work();
            }
            catch (Exception error) when (_stopping.IsCancellationRequested || error is System.Net.WebSockets.WebSocketException)
            {
                // The fake is being taken down, or the connection it wrote to has gone.
            }
        });

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task NextChange()
    {
        lock (_lock)
        {
            return _change.Task;
        }
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseWebSockets();
        app.Map("/api/{method}", (HttpContext context, string method) => Api.ServeAsync(context, method));
        app.MapPost("/response/{id}", (HttpContext context, string id) => ResponseUrls.ServeAsync(context, id));
        app.MapPost("/upload/{id}", (HttpContext context, string id) => SlackUploads.ServeAsync(context, id, Workspace));
        app.Map("/link/", Sockets.ServeAsync);
        return app;
    }
}
