using System.Collections.Concurrent;
using System.Text.Json;
using IncidentBot.Postmortems.Wording;
using IncidentBot.Server.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Stories.Publishing;

/// <summary>A language model as OpenAI serves one, that answers whatever a test says, or worse.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    public const string Key = "sk-secret-of-the-tests";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly Func<HttpContext, Task> _answer;

    private ModelServer(WebApplication app, Func<HttpContext, Task> answer)
    {
        _app = app;
        _answer = answer;
    }

    /// <summary>The bodies of all requests.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>The keys that came with them.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    /// <summary>A server that answers with a text as the model's.</summary>
    public static Task<ModelServer> StartAsync(string content) => StartAsync(context => SayAsync(context, content));

    /// <summary>A server that answers anything.</summary>
    public static async Task<ModelServer> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = new ModelServer(builder.Build(), answer);
        server._app.Urls.Add("http://127.0.0.1:0");
        server._app.MapPost("/v1/chat/completions", (RequestDelegate)server.TakeAsync);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>What a server says that behaves.</summary>
    public static Task SayAsync(HttpContext context, string content)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(Answer(content), context.RequestAborted);
    }

    /// <summary>The JSON of an answer.</summary>
    public static string Answer(string content) =>
        $$$"""{"id":"x","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":{{{JsonSerializer.Serialize(content)}}}},"finish_reason":"stop"}],"usage":{"total_tokens":1}}""";

    /// <summary>The model as settings name it.</summary>
    public WordingOptions Settings(params (string Key, string Value)[] more)
    {
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(more.ToDictionary(pair => pair.Key, pair => (string?)pair.Value), StringComparer.Ordinal)
            {
                ["Wording:Endpoint"] = _app.Urls.First() + "/v1",
                ["Wording:Model"] = "some-model",
                ["Wording:Key"] = Key,
            }
        );
        var settings = new WordingSettings();
        WordingSettings.Read(settings, configuration);
        return settings.Options!;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        Keys.Enqueue(context.Request.Headers.Authorization.ToString());
        using var reader = new StreamReader(context.Request.Body);
        _asked.Enqueue(await reader.ReadToEndAsync(context.RequestAborted));
        await _answer(context);
    }
}
