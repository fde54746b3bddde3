using System.Diagnostics;
using IncidentBot.Benchmarks.Peers;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IncidentBot.Benchmarks;

/// <summary>
/// The real server in a process of its own: how long from the process's start until it answers that it is ready (target: under 1.5 s), and how
/// much memory is resident after 1,000 incidents went through it, each with thirteen commands (target: under 150 MB).
/// </summary>
internal static class StartAndMemory
{
    /// <summary>The argument that makes this program the server that is measured.</summary>
    public const string Server = "start-server";

    private const int Incidents = 1_000;

    private static readonly string[] Lines =
    [
        "detected Monitoring alert: error rates and latency are rising",
        "lead",
        "suspect The database is overloaded for 20m",
        "ruledout H1 Queries and load are normal",
        "suspect The load balancer settings",
        "confirm H2 One server gets all the traffic",
        "impact About 30% of users",
        "mitigated Rolled back",
        "resolved Errors are gone",
        "cause A misconfigured update",
        "fix Rolled back and tested",
        "close",
    ];

    /// <summary>Starts the server and measures it from outside.</summary>
    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("incidentbot-start-").FullName;
        var clock = Stopwatch.StartNew();
        using var server = ThisProgram.Start(Server, folder);
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri(await server.StandardOutput.ReadLineAsync() ?? "http://127.0.0.1") };
            var ready = await client.GetStringAsync("/health/ready");
            Console.WriteLine($"start until /health/ready says \"{ready}\": {clock.ElapsedMilliseconds} ms");
            await server.StandardInput.WriteLineAsync("go");
            await server.StandardOutput.ReadLineAsync();
            await client.GetStringAsync("/chat");
            server.Refresh();
            Console.WriteLine($"resident after {Incidents} incidents of {Lines.Length + 1} commands: {server.WorkingSet64 / 1_000_000} MB");
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Is the server: says where it listens, waits for a line, lets the incidents happen, says that it is done.</summary>
    public static async Task ServeAsync(string folder)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:IncidentBot"] = Path.Combine(folder, "bot.db"),
        };
        await using var app = await BotServer.BuildAsync(settings, CancellationToken.None);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadLineAsync();
        var bot = app.Services.GetRequiredService<Bot>();
        for (var i = 1; i <= Incidents; i++)
        {
            await SayAsync(bot, $"open Web stack slow, the {i}th time sev2");
            foreach (var line in Lines)
            {
                await SayAsync(bot, $"INC-{i} {line}");
            }
        }

        await bot.Relay.DrainAsync(CancellationToken.None);
        Console.WriteLine("done");
        await app.WaitForShutdownAsync();
    }

    private static async Task SayAsync(Bot bot, string words)
    {
        var reply = await bot.Desk.HandleAsync(
            new Inbound(new Person("web:amara", "Amara Diallo"), "UTC", new Place("web", "general"), words),
            CancellationToken.None
        );
        if (reply.Outcome != Outcome.Recorded)
        {
            throw new InvalidOperationException(PlainTextCard.Render(reply.Card));
        }
    }
}
