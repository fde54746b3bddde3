using System.Collections.Concurrent;
using IncidentBot.Server;
using Microsoft.AspNetCore.Builder;

namespace IncidentBot.Breaking;

/// <summary>The whole server in this process, with everything that it runs, on a clock that the test holds.</summary>
internal sealed class HostedNode : IServing, IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private HostedNode(WebApplication app, string folder)
    {
        _app = app;
        _folder = folder;
    }

    public Uri Address => new(_app.Urls.First());

    public string Log => "(its log is on the console)";

    /// <summary>Its SQLite database.</summary>
    public string Database => FileIn(_folder);

    public static async Task<HostedNode> StartAsync(TimeProvider time, params (string Name, string Value)[] environment)
    {
        var folder = Directory.CreateTempSubdirectory("incidentbot-break-").FullName;
        var settings = environment.ToDictionary(
            one => one.Name.Replace("__", ":", StringComparison.Ordinal),
            one => (string?)one.Value,
            StringComparer.Ordinal
        );
        settings["Urls"] = "http://127.0.0.1:0";
        settings.TryAdd("ConnectionStrings:IncidentBot", FileIn(folder));
        var app = await BotServer.BuildAsync(settings, TestContext.Current.CancellationToken, time);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new HostedNode(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string FileIn(string folder) => Path.Combine(folder, "incidentbot.db");
}
