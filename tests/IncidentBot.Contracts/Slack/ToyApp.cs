using System.Collections.Concurrent;
using IncidentBot.Testing.Slack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Contracts.Slack;

/// <summary>One request the app got from Slack.</summary>
public sealed record Heard(string Body, IHeaderDictionary Headers)
{
    public IReadOnlyDictionary<string, string> Form =>
        QueryHelpers.ParseQuery(Body).ToDictionary(one => one.Key, one => one.Value.ToString());

    public string? RetryNumber => Headers["X-Slack-Retry-Num"].FirstOrDefault();
}

/// <summary>The smallest app: it keeps what it hears and answers what the test tells it to.</summary>
public sealed class ToyApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Heard> _heard = new();

    private ToyApp()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost(
            "/slack",
            async context =>
            {
                using var reader = new StreamReader(context.Request.Body);
                var heard = new Heard(
                    await reader.ReadToEndAsync(context.RequestAborted),
                    new HeaderDictionary(context.Request.Headers.ToDictionary())
                );
                _heard.Enqueue(heard);
                await Answer(context, heard);
            }
        );
    }

    public Func<HttpContext, Heard, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public IReadOnlyList<Heard> Heard => [.. _heard];

    /// <summary>
    /// The newest form with this field: `payload` of an interaction, `command` of a slash command. Events come when
    /// they come, so the newest request of all may be one of those.
    /// </summary>
    public IReadOnlyDictionary<string, string> LastForm(string field) =>
        Heard.Select(heard => heard.Form).Last(form => form.ContainsKey(field));

    public SlackRequestUrls Urls => SlackRequestUrls.AllAt(new Uri(new Uri(_app.Urls.First()), "slack"));

    public static async Task<ToyApp> StartAsync()
    {
        var app = new ToyApp();
        await app._app.StartAsync();
        return app;
    }

    public void AnswersJson(string json) => Answer = (context, _) => context.Response.WriteAsync(json);

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }
}

/// <summary>A bench with an app that Slack reaches over HTTP.</summary>
public abstract class SlackBenchWithApp : SlackBench
{
    protected ToyApp App { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        App = await ToyApp.StartAsync();
        Slack.RequestUrls = App.Urls;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
