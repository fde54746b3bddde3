using System.CommandLine;
using System.Diagnostics;
using IncidentBot.Server.Settings;
using Microsoft.Extensions.Options;
using NodaTime;

namespace IncidentBot.Server.CommandLine;

/// <summary><c>serve</c>: runs the bot until it is stopped.</summary>
internal static partial class ServeVerb
{
    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = "Where to listen; only this machine can reach 127.0.0.1. Without it, the settings' Urls: http://127.0.0.1:5080.",
        HelpName = "URL",
    };

    public static Command Create()
    {
        var verb = new Command("serve", "Runs the bot: web chat, dashboard, reminders. This is what happens without a verb.") { Urls };
        verb.SetAction(RunAsync);
        return verb.WithExamples(
            "incidentbot serve",
            "incidentbot serve --urls http://0.0.0.0:8080 --database /var/lib/incidentbot/incidents.db",
            "Urls=http://127.0.0.1:5081 incidentbot"
        );
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var commandLine = DatabaseOption.Overrides(parsed);
        if (parsed.GetResult(Urls) is not null && parsed.GetValue(Urls) is { } urls)
        {
            commandLine["Urls"] = urls;
        }

        await using var app = await BotServer.BuildAsync(commandLine, cancellation);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException exception)
        {
            // The loops are running already; they end before the database under them is closed.
            await app.StopAsync(CancellationToken.None);
            throw new RefusedException(
                $"{exception.Message.TrimEnd('.')}. Is the bot running already? Give another address: incidentbot serve --urls http://127.0.0.1:5081"
            );
        }

        Greet(app);
        await app.WaitForShutdownAsync(cancellation);
        return ExitStatus.Ok;
    }

    private static void Greet(WebApplication app)
    {
        var address = app
            .Urls.First()
            .Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)
            .Replace("[::]", "[::1]", StringComparison.Ordinal);
        var database = app.Services.GetRequiredService<IOptions<DatabaseSettings>>().Value;
        var milliseconds = (int)SinceStart().TotalMilliseconds;
        Log.Ready(app.Logger, milliseconds, address);
        Console.Out.WriteLine(
            $"""
            IncidentBot is ready.
              Web chat    {address}/chat
                          pick a name, then type: /incident open Web stack slow and failing sev2
                          or, for a five-minute drill with the bot as your colleague: /incident tutorial
              Dashboard   {address}/
              Database    {database.Place}
            Ctrl+C stops it; nothing that was acknowledged is lost.
            """
        );
    }

    private static Duration SinceStart()
    {
        using var process = Process.GetCurrentProcess();
        return SystemClock.Instance.GetCurrentInstant() - Instant.FromDateTimeUtc(process.StartTime.ToUniversalTime());
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Ready {Milliseconds} ms after the process began, at {Address}.")]
        public static partial void Ready(ILogger logger, int milliseconds, string address);
    }
}
