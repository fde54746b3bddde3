using IncidentBot.Chat;
using IncidentBot.Teams.Conversations;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.Outgoing;
using IncidentBot.Teams.People;
using IncidentBot.Teams.Pins;
using IncidentBot.Teams.Protocol;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>Puts Microsoft Teams into a program: <c>AddTeams</c> among the services, <c>MapTeams</c> among the addresses.</summary>
public static class TeamsRegistration
{
    private const string HttpName = "teams";

    /// <summary>
    /// Registers Teams where it is configured, else nothing but its settings. The bot has to be given the registered <see cref="IChatPlatform"/>
    /// when it is started, and has to be found among the services as <see cref="Bot"/>, with its clock and <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddTeams(this IServiceCollection services, IConfiguration configuration)
    {
        var now = new TeamsOptions();
        TeamsOptions.Read(now, configuration);
        services.AddSingleton<IValidateOptions<TeamsOptions>, Validator>();
        services.AddOptions<TeamsOptions>().Configure(options => TeamsOptions.Read(options, configuration)).ValidateOnStart();
        if (!now.IsOn)
        {
            return services;
        }

        services.AddSingleton(found => found.GetRequiredService<IOptions<TeamsOptions>>().Value);
        AddOutgoing(services);
        AddIncoming(services);
        return services;
    }

    /// <summary>Maps the address that Teams calls, where Teams is configured.</summary>
    public static IEndpointRouteBuilder MapTeams(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetService<TeamsEndpoints>()?.Map(routes);
        return routes;
    }

    private static void AddOutgoing(IServiceCollection services)
    {
        services.AddKeyedSingleton(
            HttpName,
            (_, _) =>
                new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
                {
                    // Each call has its own patience.
                    Timeout = Timeout.InfiniteTimeSpan,
                }
        );
        services.AddSingleton<TeamsTokens>();
        services.AddSingleton(found => new TeamsHttp(
            found.GetRequiredKeyedService<HttpClient>(HttpName),
            found.GetRequiredService<TeamsTokens>(),
            found.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<TeamsPacer>();
        services.AddSingleton<IBotFramework, OwnBotFramework>();
        services.AddSingleton<Connector>();
        services.AddSingleton<Graph>();
        services.AddSingleton<EarlierTry>();
        services.AddSingleton<TeamsDocuments>();
        services.AddSingleton<PrivateChats>();
        services.AddSingleton<IncidentChannels>();
        services.AddSingleton(found => new AdaptiveCards(found.GetRequiredService<TeamsOptions>().DashboardUrl)
        {
            Readers = () => found.GetRequiredService<TeamsPeople>().Readers(),
        });
        services.AddSingleton<TeamsPlatform>();
        services.AddSingleton<IChatPlatform>(found => found.GetRequiredService<TeamsPlatform>());
    }

    private static void AddIncoming(IServiceCollection services)
    {
        // The parts of the bot, once it has been started.
        services.TryAddSingleton(found => found.GetRequiredService<Bot>().Desk);
        services.TryAddSingleton(found => found.GetRequiredService<Bot>().Channels);
        services.TryAddSingleton(found => found.GetRequiredService<Bot>().Store);
        // The platform is made before the bot that it is given to, and remembers in that bot's database.
        services.AddSingleton(found => new Lazy<Bot>(found.GetRequiredService<Bot>));
        services.AddSingleton<ConversationRows>();
        services.AddSingleton<TeamsRoster>();
        services.AddSingleton<ServiceUrls>();
        services.AddSingleton(found =>
        {
            var options = found.GetRequiredService<TeamsOptions>();
            return new IssuerRing(Keys(found, options.BotFrameworkMetadata), Keys(found, options.EntraMetadata));
        });
        services.AddSingleton<TokenCheck>();
        services.AddSingleton<Afterwards>();
        services.AddSingleton<ConversationBook>();
        services.AddSingleton<TeamsPeople>();
        services.AddSingleton<Places>();
        services.AddSingleton<Replies>();
        services.AddSingleton<MessageIncidents>();
        services.AddSingleton<MessageDialogs>();
        services.AddSingleton<TimelineCommand>();
        services.AddSingleton<TaskCommand>();
        services.AddSingleton<ChangedMessages>();
        services.AddSingleton<PinReactions>();
        services.AddSingleton<MessageDoor>();
        services.AddSingleton<InvokeDoor>();
        services.AddSingleton<HappeningDoor>();
        services.AddSingleton<TeamsEndpoints>();
        services.AddHostedService<MeetLoop>();
        services.AddHostedService<UnansweredLoop>();
        services.AddSingleton(new ChatHearing("teams", () => null));
    }

    private static IssuerKeys Keys(IServiceProvider found, string metadata) =>
        new(
            found.GetRequiredKeyedService<HttpClient>(HttpName),
            metadata,
            found.GetRequiredService<TimeProvider>(),
            found.GetRequiredService<ILogger<IssuerKeys>>()
        );

    private sealed class Validator : IValidateOptions<TeamsOptions>
    {
        public ValidateOptionsResult Validate(string? name, TeamsOptions options) =>
            options.Problems().FirstOrDefault() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
    }
}
