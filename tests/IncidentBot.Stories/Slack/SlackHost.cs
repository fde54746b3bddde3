using Dapper;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Slack;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Install;
using IncidentBot.Slack.Outgoing;
using IncidentBot.Slack.People;
using IncidentBot.Slack.Pins;
using IncidentBot.Slack.SocketMode;
using IncidentBot.Stories.Operations;
using IncidentBot.Testing;
using IncidentBot.Testing.Slack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using SlackWorkspace = IncidentBot.Testing.Slack.SlackWorkspace;

namespace IncidentBot.Stories.Slack;

/// <summary>The bot and a Slack that keeps Slack's rules, on one clock that only the story moves.</summary>
internal sealed class SlackHost : IAsyncDisposable
{
    public const string Priya = "U1PRIYA";
    public const string Marek = "U2MAREK";
    public const string Ana = "U3ANA";
    public const string Ops = "C1OPS";
    public const string News = "C2NEWS";

    private static readonly AsyncLocal<string?> Chosen = new();
    private static readonly System.TimeSpan Tick = System.TimeSpan.FromMilliseconds(250);

    private readonly StoryStore _store;
    private readonly Func<Task<(WebApplication App, Bot Bot, StoryEngine Engine)>> _start;
    private WebApplication _app;

    private SlackHost(
        StoryStore store,
        ManualTime time,
        FakeSlack slack,
        Func<Task<(WebApplication App, Bot Bot, StoryEngine Engine)>> start,
        WebApplication app,
        Bot bot,
        StoryEngine engine
    )
    {
        _store = store;
        _start = start;
        Time = time;
        Slack = slack;
        _app = app;
        Bot = bot;
        Engine = engine;
    }

    public ManualTime Time { get; }

    public FakeSlack Slack { get; }

    public Bot Bot { get; private set; }

    /// <summary>What wakes the bot.</summary>
    public StoryEngine Engine { get; private set; }

    /// <summary>All that was logged, at every level.</summary>
    public required KeptLog Log { get; init; }

    /// <summary>The disk, where it can be broken.</summary>
    public FaultySqlite Disk => _store.Disk ?? throw new InvalidOperationException("This story's disk cannot be broken.");

    public SlackSocketMode SocketMode => _app.Services.GetRequiredService<SlackSocketMode>();

    /// <summary>The channel of an incident, by its name's beginning.</summary>
    public SlackChannel Channel(int incident) =>
        FindChannel(incident) ?? throw new InvalidOperationException($"INC-{incident} has no channel.");

    /// <summary>The same; null where it was not made yet.</summary>
    public SlackChannel? FindChannel(int incident) =>
        Slack.Workspace.Channels.SingleOrDefault(channel =>
            channel.Name == $"inc-{incident}" || channel.Name.StartsWith($"inc-{incident}-", StringComparison.Ordinal)
        );

    public async Task<Incident> IncidentAsync(int number) =>
        await Bot.Store.FindAsync(new IncidentId(number), TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException($"There is no INC-{number}.");

    public static Task<SlackHost> OverHttpAsync(Action<Dictionary<string, string?>>? settings = null, Action<FakeSlack>? prepare = null) =>
        StartAsync(false, settings, prepare);

    public static Task<SlackHost> OverSocketsAsync(Action<Dictionary<string, string?>>? settings = null, int connections = 2) =>
        StartAsync(true, settings, null, connections);

    /// <summary>What carries the bot's calls and Socket Mode, in this test; <c>INCIDENTBOT_SLACK_CLIENT</c> names it for all.</summary>
    public static string Client
    {
        get => Chosen.Value ?? Environment.GetEnvironmentVariable("INCIDENTBOT_SLACK_CLIENT") ?? SlackOptions.Own;
        set => Chosen.Value = value;
    }

    public static Task<SlackHost> StartAsync(bool sockets) => StartAsync(sockets, null, null);

    /// <summary>A bot whose disk can be broken.</summary>
    public static Task<SlackHost> OnBreakableDiskAsync(bool sockets) => StartAsync(sockets, null, null, store: StoryStore.TakeBreakable());

    /// <summary>A bot and a Slack whose clock stands at the beginning of a story.</summary>
    public static Task<SlackHost> StartAtAsync(Instant start, bool sockets) =>
        StartAsync(sockets, null, null, time: new ManualTime(start.ToDateTimeOffset()));

    /// <summary>Types a command in a channel.</summary>
    public Task<SlackReply> TypesAsync(string user, string text, string channel = Ops) =>
        Slack.As(user).Command("/incident", text, channel);

    /// <summary>Opens an incident and lets everything that follows from it happen.</summary>
    public async Task<SlackChannel> OpenAsync(string words = "Checkout declines cards sev2", string user = Priya)
    {
        var before = Slack.Workspace.Channels.Count;
        await TypesAsync(user, "open " + words);
        await SettleAsync();
        return Slack.Workspace.Channels[before];
    }

    /// <summary>
    /// Lets happen what is under way, however often the clock has to be moved a little for it; what is left at some moment, where one is
    /// given, has to wait for the next time.
    /// </summary>
    public async Task SettleAsync(Instant? until = null)
    {
        var pins = _app.Services.GetRequiredService<PinLoop>();
        var afterwards = _app.Services.GetRequiredService<Afterwards>();
        for (var i = 0; i < 300; i++)
        {
            await PumpAsync(afterwards.FinishAsync());
            await PumpAsync(Bot.Relay.DrainAsync(TestContext.Current.CancellationToken));
            var dealtWith = pins.RunDueAsync(TestContext.Current.CancellationToken);
            await PumpAsync(dealtWith);
            await PumpAsync(afterwards.FinishAsync());
            var now = Bot.Clock.GetCurrentInstant();
            var next = await NextDueAsync();
            if (await dealtWith == 0 && (next is null || next > now + Duration.FromSeconds(90)))
            {
                return;
            }

            if (until <= now + Duration.FromTimeSpan(Tick) || until <= next)
            {
                return;
            }

            // What is due and did not go waits behind something that is not.
            Time.Advance(next > now ? (next.Value - now).ToTimeSpan() : Tick);
        }

        var waiting = await Bot.Database.ReadAsync(
            connection =>
                connection.QueryAsync<string>(
                    "select id || ' ' || payload || ' ' || coalesce(last_error, '') || ' due ' || cast(due_at as text) || ' leased ' || coalesce(cast(leased_until as text), '-') || ' tries ' || attempts from outbox"
                ),
            TestContext.Current.CancellationToken
        );
        throw new InvalidOperationException(
            $"It does not settle at {Bot.Clock.GetCurrentInstant()}. {string.Join("; ", waiting)} {Slack.Calls().LastOrDefault()}"
        );
    }

    /// <summary>Delivers what is due now.</summary>
    public Task DeliverAsync() => PumpAsync(Bot.Relay.DrainAsync(TestContext.Current.CancellationToken));

    /// <summary>Ends the bot and starts it again; the database and Slack stay as they are.</summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        (_app, Bot, Engine) = await _start();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await Slack.DisposeAsync();
        await _store.DisposeAsync();
    }

    private async Task EndAsync()
    {
        if (_app.Services.GetService<SlackSocketMode>() is { } sockets)
        {
            await sockets.StopAsync(CancellationToken.None);
        }

        await Engine.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Bot.DisposeAsync();
    }

    /// <summary>Moves the clock until something is done, for what waits for time to pass.</summary>
    public Task PumpAsync(Task work) => Time.PumpAsync(work);

    private Task<Instant?> NextDueAsync() => Bot.Database.ReadAsync(async connection => (
                    await connection.QueryAsync<Instant>(
                        """
                        select due_at from outbox where given_up_at is null and platform = 'slack'
                        union all select due_at from pin_requests where done_at is null order by 1 limit 1
                        """
                    )
                ).Cast<Instant?>().FirstOrDefault(), TestContext.Current.CancellationToken);

    private static async Task<SlackHost> StartAsync(
        bool sockets,
        Action<Dictionary<string, string?>>? settings,
        Action<FakeSlack>? prepare,
        int connections = 2,
        ManualTime? time = null,
        StoryStore? store = null
    )
    {
        if (SlackClients.Missing(Client) is { } missing)
        {
            Assert.Skip(missing);
        }

        time ??= new ManualTime();
        var slack = await FakeSlack.StartAsync(
            new FakeSlackOptions
            {
                Time = time,
                SocketMode = sockets,
                EchoEvents = false,
                // What a team that pastes the manifest has, and nothing more.
                Scopes = [.. IncidentBot.Slack.Install.SlackScopes.Needed.Keys],
                Subscriptions = Subscriptions(),
            }
        );
        People(slack.Workspace);
        prepare?.Invoke(slack);

        store ??= await StoryStore.TakeAsync();
        var log = new KeptLog();
        Task<(WebApplication, Bot, StoryEngine)> Begin() => BeginAsync(store, time, slack, sockets, settings, connections, log);
        var (app, bot, engine) = await Begin();
        return new SlackHost(store, time, slack, Begin, app, bot, engine) { Log = log };
    }

    private static async Task<(WebApplication App, Bot Bot, StoryEngine Engine)> BeginAsync(
        StoryStore store,
        ManualTime time,
        FakeSlack slack,
        bool sockets,
        Action<Dictionary<string, string?>>? settings,
        int connections,
        KeptLog log
    )
    {
        var clock = new ManualClock(time);
        Bot? bot = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(Settings(slack, sockets, settings));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IClock>(clock);
        builder.Services.AddSingleton(_ => bot!);
        builder.Services.AddSlackBy(builder.Configuration);
        // The loops are driven by the story; a call's own patience runs on the real clock, or moving the story's would end it.
        builder.Services.AddSingleton(found => new SlackWire(found.GetRequiredService<HttpClient>(), TimeProvider.System));
        foreach (var loop in builder.Services.Where(service => service.ServiceType == typeof(IHostedService) && IsOurs(service)).ToList())
        {
            builder.Services.Remove(loop);
        }

        var app = builder.Build();
        (var engine, bot) = await StoryEngine.StartAsync(
            clock,
            async jobs =>
                bot = await Bot.StartAsync(
                    store.Dialect,
                    clock,
                    NullLoggerFactory.Instance,
                    TestContext.Current.CancellationToken,
                    _ => app.Services.GetServices<IChatPlatform>(),
                    jobs: jobs
                )
        );
        app.MapSlack();
        await app.StartAsync();
        if (sockets)
        {
            await app.Services.GetRequiredService<SlackSocketMode>().StartAsync(CancellationToken.None);
            await slack.Sockets.WhenOpen(connections);
            await HeardAsync(app.Services.GetRequiredService<SlackSocketMode>(), connections);
        }
        else
        {
            var address = new Uri(app.Urls.First());
            slack.RequestUrls = new SlackRequestUrls(
                new Uri(address, "slack/commands"),
                new Uri(address, "slack/interactions"),
                new Uri(address, "slack/events")
            );
        }

        return (app, bot, engine);
    }

    private static bool IsOurs(ServiceDescriptor service) =>
        service.ImplementationType?.Namespace?.StartsWith("IncidentBot.Slack", StringComparison.Ordinal) == true
        || service.ImplementationFactory?.Method.DeclaringType?.FullName?.StartsWith("IncidentBot.Slack", StringComparison.Ordinal) == true;

    /// <summary>Done when so many connections have heard Slack say hello: Slack counts them a moment before.</summary>
    public static async Task HeardAsync(SlackSocketMode sockets, int connections)
    {
        while (sockets.Open < connections)
        {
            await Task.Yield();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Meets everybody at once, as the program does when it starts.</summary>
    public async Task MeetAsync()
    {
        var people = _app.Services.GetRequiredService<SlackPeople>();
        await people.GreetAsync(TestContext.Current.CancellationToken);
        await people.LookUpGroupsAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Reads whom the database knows, as the program does when it starts.</summary>
    public Task RememberAsync() => _app.Services.GetRequiredService<SlackPeople>().LoadAsync(TestContext.Current.CancellationToken);

    /// <summary>Whether Slack is set up as it has to be.</summary>
    public Task<IReadOnlyList<SlackFinding>> ExamineAsync() =>
        _app.Services.GetRequiredService<SlackDoctor>().ExamineAsync(TestContext.Current.CancellationToken);

    /// <summary>Looks up who was asked for, as the loop would.</summary>
    public async Task LookUpAsync()
    {
        var people = _app.Services.GetRequiredService<SlackPeople>();
        while (people.Wanted.TryRead(out var id))
        {
            await people.LookUpAsync(id, TestContext.Current.CancellationToken);
        }
    }

    private static string[] Subscriptions() =>
        [
            .. SlackManifest
                .ForSocketMode()
                .Split('\n')
                .SkipWhile(line => line.Trim() != "bot_events:")
                .Skip(1)
                .TakeWhile(line => line.TrimStart().StartsWith("- ", StringComparison.Ordinal))
                .Select(line => line.Trim()[2..]),
        ];

    private static void People(SlackWorkspace workspace)
    {
        workspace.AddUser(new SlackUser(Priya, "priya") { RealName = "Priya Raman", TimeZone = "Europe/Berlin" });
        workspace.AddUser(new SlackUser(Marek, "marek") { RealName = "Marek Kowal" });
        workspace.AddUser(new SlackUser(Ana, "ana") { RealName = "Ana Lima" });
        workspace.AddGroup("S1SRE", "sre", Marek, Ana);
        workspace.AddChannel(Ops, "ops", members: [Priya, Marek, Ana, "U0BOT"]);
        workspace.AddChannel(News, "incidents", members: [Priya, Marek, Ana]);
    }

    private static Dictionary<string, string?> Settings(FakeSlack slack, bool sockets, Action<Dictionary<string, string?>>? more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Slack:BotToken"] = slack.Options.BotToken,
            ["Slack:ApiUrl"] = slack.ApiUrl.ToString(),
            ["Slack:Client"] = Client,
            ["Slack:AnnouncementChannel"] = News,
            ["Slack:DashboardUrl"] = "https://incidents.example.com",
            [sockets ? "Slack:AppToken" : "Slack:SigningSecret"] = sockets ? slack.Options.AppToken : slack.Options.SigningSecret,
        };
        more?.Invoke(settings);
        return settings;
    }

    private sealed class ManualClock(TimeProvider time) : IClock
    {
        public Instant GetCurrentInstant() => Instant.FromDateTimeOffset(time.GetUtcNow());
    }
}
