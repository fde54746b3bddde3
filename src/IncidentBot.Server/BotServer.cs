using IncidentBot.Chat;
using IncidentBot.Digests;
using IncidentBot.Health;
using IncidentBot.Outbox;
using IncidentBot.Reminders;
using IncidentBot.Retention;
using IncidentBot.Server.Dashboard;
using IncidentBot.Server.Postmortems;
using IncidentBot.Server.Settings;
using IncidentBot.Server.Telemetry;
using IncidentBot.Server.WebChat;
using IncidentBot.Slack;
using IncidentBot.Teams;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using NodaTime;
#if HAS_HANGFIRE
using IncidentBot.Jobs;
using IncidentBot.Jobs.Hangfire;
#endif
#if HAS_SLACKNET
using IncidentBot.Slack.SlackNet;
#endif
#if HAS_BOTBUILDER
using IncidentBot.Teams.BotBuilder;
#endif

namespace IncidentBot.Server;

/// <summary>Puts the server together: settings, the bot, its loops, the pages and endpoints.</summary>
internal static class BotServer
{
    // Requests under way end, and what they recorded is on the disk.
    private static readonly System.TimeSpan LongestStop = System.TimeSpan.FromSeconds(15);

    /// <summary>The server, its settings validated and its database open, not yet listening.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; the failure names its key.</exception>
    /// <exception cref="Storage.StorageUnavailableException">The database cannot be used.</exception>
    /// <param name="commandLine">Settings over all others.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <param name="time">The clock that everything goes by; null for the system's.</param>
    public static async Task<WebApplication> BuildAsync(
        IEnumerable<KeyValuePair<string, string?>> commandLine,
        CancellationToken cancellation,
        TimeProvider? time = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = "incidentbot", ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Configuration.AddSettings(commandLine);
        builder.WebHost.UseStaticWebAssets();
        AddServices(builder, time ?? TimeProvider.System);
        LeaveRoomForTheWriter();
        var isUp = false;
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => isUp && level >= LogLevel.Information);

        var app = builder.Build();
        // A start that fails ends the program with one sentence; a log of it would only hide that.
        app.Lifetime.ApplicationStarted.Register(() => isUp = true);
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        await app.Services.GetRequiredService<StartedBot>().StartAsync(cancellation);
        MapEverything(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder, TimeProvider time)
    {
        var services = builder.Services;
        var listening = new ListeningSettings();
        ListeningSettings.Read(listening, builder.Configuration);
        builder.WebHost.UseUrls(listening.Urls);
        // What a request does before it waits is short; handing it to another thread first would cost more.
        services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        // While it may log, each request gets a span and a scope, for lines that nobody reads. Where spans are asked for, they are made all the same.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        AddLog(builder);
        services.AddTelemetry();
        services.AddValidatedSettings(builder.Configuration);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        services.AddSingleton(time);
        services.AddSingleton<IClock>(new TimeProviderClock(time));
        services.AddSlack(builder.Configuration);
#if HAS_SLACKNET
        services.AddSlackNet(builder.Configuration);
#endif
        services.AddTeams(builder.Configuration);
#if HAS_BOTBUILDER
        services.AddBotBuilder(builder.Configuration);
#endif
        AddBot(services);
        AddPages(services);
    }

    private static void AddLog(WebApplicationBuilder builder)
    {
        var settings = new LoggingSettings();
        LoggingSettings.Read(settings, builder.Configuration);
        if (settings.IsJson)
        {
            builder.Logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "O"));
        }
        else
        {
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        }

        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
    }

    // The writer of commits waits on a thread of the pool for the disk; the others go on meanwhile.
    private static void LeaveRoomForTheWriter()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + 1), ports);
    }

    private static void AddBot(IServiceCollection services)
    {
        services.AddSingleton<StartedBot>();
        services.AddSingleton(found => found.GetRequiredService<StartedBot>().Bot);
        services.AddSingleton(found => found.GetRequiredService<Bot>().Store);
        services.AddSingleton(found => found.GetRequiredService<Bot>().Relay);
        services.AddSingleton(found => found.GetRequiredService<Bot>().Wakeups);
        services.AddSingleton(found => found.GetRequiredService<Bot>().Jobs!);
        services.AddHostedService<OutboxLoop>();
        services.AddHostedService<WakeupLoop>();
        services.AddSingleton(found => found.GetRequiredService<Bot>().Digests);
        services.AddHostedService<DigestLoop>();
        services.AddHostedService<QuietMemory>();
        services.AddSingleton(found => new PurgeCall(
            found.GetRequiredService<Bot>().Database,
            found.GetRequiredService<IOptions<RetentionSettings>>().Value.Options,
            found.GetRequiredService<IClock>()
        ));
        services.AddHostedService<RetentionLoop>();
        services.AddSingleton(found => new HealthReading(
            found.GetRequiredService<Bot>().Database,
            found.GetServices<ChatHearing>(),
            found.GetRequiredService<IClock>(),
            found.GetRequiredService<TimeProvider>()
        ));
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddScoped<VisitingPerson>();
        services.AddSingleton<ChatDoor>();
        services.AddSingleton<OpenWork>();

        // The keys stand beside the data: a page that was open before a restart, or came from another node, is still ours.
        services.AddDataProtection();
        services
            .AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<IOptions<DatabaseSettings>, ILoggerFactory>(
                (keys, database, loggers) =>
                    keys.XmlRepository = database.Value.IsPostgres
                        ? new KeysInDatabase(database.Value.Dialect)
                        : new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(
                            new DirectoryInfo(Path.Combine(Path.GetDirectoryName(database.Value.File)!, "keys")),
                            loggers
                        )
            );
    }

    private static void MapEverything(WebApplication app)
    {
        app.Use(PageSafety.ApplyAsync);
        app.Use(VisitingPerson.ArriveAsync);
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapHealth();
        app.MapOutbox();
        MapJobs(app);
        app.MapSlack();
        app.MapTeams();
        app.MapPeople();
        app.MapPostmortems();
        app.MapChat();
        app.MapRazorComponents<App>();
    }

    private static void MapJobs(WebApplication app)
    {
#if HAS_HANGFIRE
        var password = app.Services.GetRequiredService<IOptions<JobSettings>>().Value.DashboardPassword;
        if (password.Length > 0 && app.Services.GetRequiredService<IJobEngine>() is HangfireJobs jobs)
        {
            app.MapHangfireDashboard(jobs, password);
        }
#endif
    }
}
