using System.Diagnostics;
using IncidentBot.Server;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Benchmarks.Peers;

/// <summary>The real server in a process of its own, spoken to by a Slack in this one, with one open incident.</summary>
internal sealed class SlackServer : IAsyncDisposable
{
    /// <summary>The argument that makes this program that server.</summary>
    public const string Argument = "slack-server";

    private readonly string? _folder;
    private readonly Process _process;

    private SlackServer(string? folder, Process process, Uri commands, string channel)
    {
        _folder = folder;
        _process = process;
        Commands = commands;
        Channel = channel;
    }

    /// <summary>Where it takes slash commands.</summary>
    public Uri Commands { get; }

    /// <summary>The channel of the open incident.</summary>
    public string Channel { get; }

    /// <summary>Is the server, until its standard input closes.</summary>
    public static async Task ServeAsync(string database, string api, string token, string secret)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Database:Provider"] = database.Contains('=', StringComparison.Ordinal) ? "postgres" : "sqlite",
            ["ConnectionStrings:IncidentBot"] = database,
            ["Slack:ApiUrl"] = api,
            ["Slack:BotToken"] = token,
            ["Slack:SigningSecret"] = secret,
            // As a team runs it: what went well is not told line by line.
            ["Logging:LogLevel:Default"] = "Warning",
        };
        await using var app = await BotServer.BuildAsync(settings, CancellationToken.None);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    /// <summary>Starts it, and opens the incident in which the commands will be said.</summary>
    /// <param name="slack">The workspace.</param>
    /// <param name="database">A file or a PostgreSQL database; without it a file that goes with the server.</param>
    public static async Task<SlackServer> StartAsync(FakeSlack slack, string? database = null)
    {
        var folder = database is null ? Directory.CreateTempSubdirectory("incidentbot-slack-").FullName : null;
        var (process, address) = await StartProcessAsync(slack, database ?? Path.Combine(folder!, "bot.db"));
        slack.RequestUrls = new SlackRequestUrls(
            new Uri(address, "slack/commands"),
            new Uri(address, "slack/interactions"),
            new Uri(address, "slack/events")
        );
        await slack.As("U1").Command("/incident", "open Web stack slow sev2", "C1");
        await slack.Until(() => slack.Workspace.Channels.Any(IsTheIncidents));
        return new SlackServer(folder, process, slack.RequestUrls.Commands, slack.Workspace.Channels.First(IsTheIncidents).Id);
    }

    /// <summary>Starts another node on the database of one that runs.</summary>
    public static async Task<SlackServer> JoinAsync(FakeSlack slack, string database, SlackServer first)
    {
        var (process, address) = await StartProcessAsync(slack, database);
        return new SlackServer(null, process, new Uri(address, "slack/commands"), first.Channel);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task<(Process Process, Uri Address)> StartProcessAsync(FakeSlack slack, string database)
    {
        var options = slack.Options;
        var process = ThisProgram.Start(Argument, database, slack.ApiUrl.ToString(), options.BotToken, options.SigningSecret);
        return (process, new Uri(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server ended.")));
    }

    private static bool IsTheIncidents(SlackChannel channel) => channel.Name.StartsWith("inc-1", StringComparison.Ordinal);
}
