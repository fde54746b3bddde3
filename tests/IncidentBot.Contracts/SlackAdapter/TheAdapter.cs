using System.Text.Json.Nodes;
using IncidentBot.Slack;
using IncidentBot.Slack.Outgoing;
using IncidentBot.Storage;
using IncidentBot.Testing;
using IncidentBot.Testing.Slack;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace IncidentBot.Contracts.SlackAdapter;

/// <summary>The adapter as the program has it, on a Slack that somebody else runs. Its own pauses pass at a word; its calls take real time.</summary>
internal sealed class TheAdapter : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ServiceProvider _services;
    private readonly Bot _bot;

    private TheAdapter(string folder, ServiceProvider services, Bot bot, ManualTime time, CallRecorder recorder)
    {
        _folder = folder;
        _services = services;
        _bot = bot;
        Time = time;
        Recorder = recorder;
    }

    public ManualTime Time { get; }

    /// <summary>What the adapter called.</summary>
    public CallRecorder Recorder { get; }

    public static async Task<TheAdapter> StartAsync(Uri api, string client, CancellationToken cancellation)
    {
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        var settings = new Dictionary<string, string?>
        {
            ["Slack:BotToken"] = AnotherSlack.BotToken,
            ["Slack:AppToken"] = AnotherSlack.AppToken,
            ["Slack:ApiUrl"] = api.ToString(),
            ["Slack:Client"] = client,
            ["Slack:DashboardUrl"] = "https://incidents.example.com",
            ["Slack:ArchiveOnClose"] = "true",
        };
        var recorder = new CallRecorder();
        var services = new ServiceCollection();
        Bot? bot = null;
        services.AddLogging();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton(_ => bot!);
        services.AddSlackBy(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton(_ => new HttpClient(recorder));
        services.AddSingleton(found => new SlackWire(found.GetRequiredService<HttpClient>(), TimeProvider.System));
        var provider = services.BuildServiceProvider();
        var folder = Directory.CreateTempSubdirectory("incidentbot-adapter-").FullName;
        bot = await Bot.StartAsync(
            new SqliteDialect(Path.Combine(folder, "adapter.db")),
            SystemClock.Instance,
            NullLoggerFactory.Instance,
            cancellation,
            _ => []
        );
        return new TheAdapter(folder, provider, bot, time, recorder);
    }

    public T Part<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _bot.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Keeps the names of the methods that were called, and can answer one in Slack's place.</summary>
internal sealed class CallRecorder() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _methods = new();

    public IReadOnlyList<string> Methods => [.. _methods];

    /// <summary>Methods that are refused with this reason before they reach Slack.</summary>
    public Dictionary<string, string> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>The view that was opened last; Slack names it with every click in it.</summary>
    public string? LastView { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var method = request.RequestUri!.Segments[^1];
        _methods.Enqueue(method);
        if (Refused.TryGetValue(method, out var reason))
        {
            return new HttpResponseMessage { Content = new StringContent($$"""{"ok":false,"error":"{{reason}}"}""") };
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (method.StartsWith("views.", StringComparison.Ordinal))
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            LastView =
                JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))?["view"]?["id"]?.GetValue<string>() ?? LastView;
        }

        return response;
    }
}
