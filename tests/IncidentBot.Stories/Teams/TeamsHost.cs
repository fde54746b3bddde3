using Dapper;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Stories.Operations;
using IncidentBot.Teams;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.Outgoing;
using IncidentBot.Teams.People;
using IncidentBot.Testing;
using IncidentBot.Testing.Teams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace IncidentBot.Stories.Teams;

/// <summary>The bot and a Teams that keeps Teams' rules, on one clock that only the story moves.</summary>
internal sealed class TeamsHost : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly StoryStore _store;
    private readonly WebApplication _app;

    private TeamsHost(StoryStore store, TeamsWorld world, WebApplication app, Bot bot, StoryEngine engine)
    {
        _store = store;
        World = world;
        _app = app;
        Bot = bot;
        Engine = engine;
    }

    public TeamsWorld World { get; }

    public FakeTeams Teams => World.Teams;

    public ManualTime Time => World.Time;

    public TeamsUser Priya => World.Priya;

    public TeamsUser Marek => World.Marek;

    public TeamsUser Ana => World.Ana;

    public TeamsConversation Ops => World.Ops;

    public TeamsConversation News => World.News;

    public Bot Bot { get; }

    /// <summary>What wakes the bot.</summary>
    public StoryEngine Engine { get; }

    /// <summary>Where the bot listens.</summary>
    public Uri Address => new(_app.Urls.First());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TeamsHost> StartAsync(
        Action<Dictionary<string, string?>>? settings = null,
        FakeTeamsOptions? options = null,
        string environment = "Production"
    ) => await StartAsync(await TeamsWorld.StartAsync(options), null, settings, environment);

    /// <summary>The bot in a world that is there already, with another platform beside Teams.</summary>
    public static Task<TeamsHost> StartAsync(
        TeamsWorld world,
        Action<Dictionary<string, string?>> settings,
        Action<WebApplicationBuilder> prepare,
        Action<WebApplication> map
    ) => StartAsync(world, null, settings, "Production", prepare, map);

    /// <summary>The same bot again on the same database, as after a restart.</summary>
    public async Task<TeamsHost> RestartAsync()
    {
        await StopAsync();
        return await StartAsync(
            World,
            _store,
            settings =>
            {
                // Only what it has kept says where Teams is.
                settings["Teams:ServiceUrl"] = "https://smba.trafficmanager.net/teams/";
                settings["Teams:AllowedServiceUrls"] = Teams.ServiceUrl;
            },
            "Production"
        );
    }

    public async Task<Incident> IncidentAsync(int number) =>
        await Bot.Store.FindAsync(new IncidentId(number), Cancellation)
        ?? throw new InvalidOperationException($"There is no INC-{number}.");

    /// <summary>The conversation that an incident was given, and the thread in it where it is one.</summary>
    public async Task<(TeamsConversation Where, string? Root)> PlaceAsync(int number)
    {
        var place = (await IncidentAsync(number)).Channels["teams"].Channel.Channel;
        return (Teams.Organisation.Find(place, out var root)!, root);
    }

    /// <summary>Opens an incident and lets everything that follows from it happen; gives back its channel.</summary>
    public async Task<TeamsConversation> OpenAsync(string words = "Checkout declines cards sev2", TeamsUser? by = null)
    {
        var reply = await Teams.As(by ?? Priya).Says("open " + words, Ops);
        Assert.Equal(200, reply.Status);
        await SettleAsync();
        var number = await Bot.Database.ReadAsync(
            connection => connection.ExecuteScalarAsync<int>("select max(number) from incidents"),
            Cancellation
        );
        return (await PlaceAsync(number)).Where;
    }

    /// <summary>Lets happen what is under way, however often the clock has to be moved a little for it.</summary>
    public async Task SettleAsync()
    {
        var afterwards = _app.Services.GetRequiredService<Afterwards>();
        for (var i = 0; i < 400; i++)
        {
            await PumpAsync(afterwards.FinishAsync());
            await PumpAsync(Bot.Relay.DrainAsync(Cancellation));
            await PumpAsync(afterwards.FinishAsync());
            var now = Bot.Clock.GetCurrentInstant();
            var next = await NextDueAsync();
            if (next is null || next > now + Duration.FromSeconds(90))
            {
                return;
            }

            // What is due and did not go waits behind something that is not.
            Time.Advance(next > now ? (next.Value - now).ToTimeSpan() : Tick);
        }

        throw new InvalidOperationException($"It does not settle. {Teams.Calls().LastOrDefault()}");
    }

    /// <summary>Answers what was asked before a restart, as the program does at its start.</summary>
    public Task ResumeAsync() => _app.Services.GetRequiredService<Replies>().ResumeAsync(Bot.Clock.GetCurrentInstant(), Cancellation);

    /// <summary>Learns who is in the teams, as the program does at its start.</summary>
    public Task MeetAsync() => _app.Services.GetRequiredService<TeamsPeople>().MeetEverybodyAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await World.DisposeAsync();
        await _store.DisposeAsync();
    }

    private async Task StopAsync()
    {
        await Engine.DisposeAsync();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await Bot.DisposeAsync();
    }

    private Task PumpAsync(Task work) => Time.PumpAsync(work);

    private Task<Instant?> NextDueAsync() =>
        Bot.Database.ReadAsync(
            async connection =>
                (
                    await connection.QueryAsync<Instant>(
                        "select due_at from outbox where given_up_at is null and platform in ('teams', 'web') order by 1 limit 1"
                    )
                )
                    .Cast<Instant?>()
                    .FirstOrDefault(),
            Cancellation
        );

    private static async Task<TeamsHost> StartAsync(
        TeamsWorld world,
        StoryStore? kept,
        Action<Dictionary<string, string?>>? settings,
        string environment,
        Action<WebApplicationBuilder>? prepare = null,
        Action<WebApplication>? map = null
    )
    {
        var store = kept ?? await StoryStore.TakeAsync();
        Bot? bot = null;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(world.Settings(settings));
        builder.Services.AddSingleton<TimeProvider>(world.Time);
        builder.Services.AddSingleton<IClock>(world.Clock);
        builder.Services.AddSingleton(_ => bot!);
        builder.Services.AddTeamsBy(builder.Configuration);
        // A call's own patience runs on the real clock, or moving the story's would end it.
        builder.Services.AddSingleton(found => new TeamsHttp(
            found.GetRequiredKeyedService<HttpClient>("teams"),
            found.GetRequiredService<TeamsTokens>(),
            TimeProvider.System
        ));
        // The loops are driven by the story.
        foreach (var loop in builder.Services.Where(service => service.ServiceType == typeof(IHostedService) && IsOurs(service)).ToList())
        {
            builder.Services.Remove(loop);
        }

        prepare?.Invoke(builder);
        var app = builder.Build();
        (var engine, bot) = await StoryEngine.StartAsync(
            world.Clock,
            async jobs =>
                bot = await Bot.StartAsync(
                    store.Dialect,
                    world.Clock,
                    NullLoggerFactory.Instance,
                    Cancellation,
                    _ => app.Services.GetServices<IChatPlatform>(),
                    jobs: jobs
                )
        );
        app.MapTeams();
        map?.Invoke(app);
        await app.StartAsync(Cancellation);
        await app.Services.GetRequiredService<TeamsPeople>().LoadAsync(Cancellation);
        world.Teams.Endpoint = new Uri(new Uri(app.Urls.First()), "api/messages");
        return new TeamsHost(store, world, app, bot, engine);
    }

    private static bool IsOurs(ServiceDescriptor service) =>
        service.ImplementationType?.Namespace?.StartsWith("IncidentBot.", StringComparison.Ordinal) == true
        || service.ImplementationFactory?.Method.DeclaringType?.FullName?.StartsWith("IncidentBot.", StringComparison.Ordinal) == true;
}
