using IncidentBot.Chat;
using IncidentBot.Slack.Forms;
using IncidentBot.Slack.Home;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Install;
using IncidentBot.Slack.Outgoing;
using IncidentBot.Slack.People;
using IncidentBot.Slack.Pins;
using IncidentBot.Slack.SocketMode;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>Puts Slack into a program: <c>AddSlack</c> among the services, <c>MapSlack</c> among the addresses.</summary>
public static class SlackRegistration
{
    /// <summary>
    /// Registers Slack where it is configured, else nothing but its settings. The bot has to be given the registered <see cref="IChatPlatform"/>
    /// when it is started, and has to be found among the services as <see cref="Bot"/>, with its clock and <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, IConfiguration configuration)
    {
        var now = new SlackOptions();
        SlackOptions.Read(now, configuration);
        services.AddSingleton<IValidateOptions<SlackOptions>, Validator>();
        services.AddOptions<SlackOptions>().Configure(options => SlackOptions.Read(options, configuration)).ValidateOnStart();
        if (!now.IsOn)
        {
            return services;
        }

        services.AddSingleton(found => found.GetRequiredService<IOptions<SlackOptions>>().Value);
        AddOutgoing(services);
        AddIncoming(services);
        if (now.UsesSocketMode)
        {
            services.AddSingleton<EnvelopeDoor>();
            services.AddSingleton<ReconnectPauses>();
            services.AddSingleton<SlackSocketMode>();
            services.AddHostedService(found => found.GetRequiredService<SlackSocketMode>());
        }

        services.AddSingleton(found => new ChatHearing("slack", () => Hearing(found, now.SocketConnections)));

        return services;
    }

    /// <summary>Maps the addresses that Slack calls, where it calls any.</summary>
    public static IEndpointRouteBuilder MapSlack(this IEndpointRouteBuilder routes)
    {
        // Without a secret nobody could prove to be Slack, and every request would be refused.
        if (
            routes.ServiceProvider.GetService<SlackEndpoints>() is { } endpoints
            && routes.ServiceProvider.GetRequiredService<SlackOptions>().SigningSecret.Length > 0
        )
        {
            endpoints.Map(routes);
        }

        return routes;
    }

    private static HearingNow? Hearing(IServiceProvider found, int wanted) =>
        found.GetService<SlackSocketMode>() is { } sockets ? new HearingNow(sockets.Open, wanted, sockets.Stopped) : null;

    private static void AddOutgoing(IServiceCollection services)
    {
        services.AddSingleton(_ => new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) }
        )
        {
            // Each call has its own patience, on the program's clock.
            Timeout = Timeout.InfiniteTimeSpan,
        });
        services.AddSingleton<SlackPacer>();
        services.AddSingleton<SlackWire>();
        services.AddSingleton<ISlackClient, OwnSlackClient>();
        services.AddSingleton<SlackApi>();
        services.AddSingleton<SlackWorkspace>();
        services.AddSingleton<EarlierTry>();
        services.AddSingleton<ChannelMaker>();
        services.AddSingleton<SlackPosts>();
        services.AddSingleton<Turns>();
        services.AddSingleton<ChannelDresser>();
        // The platform is made before the bot that delivers by it.
        services.AddSingleton(found => new OwnCanvases(new Lazy<Bot>(found.GetRequiredService<Bot>)));
        services.AddSingleton<SlackDocuments>();
        services.AddSingleton(found => new BlockKit(found.GetRequiredService<SlackOptions>().DashboardUrl));
        services.AddSingleton<IChatPlatform, SlackPlatform>();
        services.AddSingleton(found => new SlackDoctor(
            found.GetRequiredService<SlackApi>(),
            found.GetRequiredService<SlackOptions>(),
            found.GetRequiredService<TimeProvider>()
        ));
    }

    private static void AddIncoming(IServiceCollection services)
    {
        services.AddSingleton(found => new SlackSignature(
            found.GetRequiredService<SlackOptions>().SigningSecret,
            found.GetRequiredService<SlackOptions>().PreviousSigningSecret
        ));
        // The parts of the bot, once it has been started.
        services.TryAddSingleton(found => found.GetRequiredService<Bot>().Desk);
        services.TryAddSingleton(found => found.GetRequiredService<Bot>().Channels);
        services.TryAddSingleton(found => found.GetRequiredService<Bot>().Store);
        services.TryAddSingleton(found => found.GetRequiredService<Bot>().Database);
        services.AddSingleton(found => new SlackRoster(found.GetRequiredService<Bot>().Database));
        services.AddSingleton(found => new PinRequests(found.GetRequiredService<Bot>().Database, found.GetRequiredService<Bot>().Clock));
        services.AddSingleton(found => new FormTrial(found.GetRequiredService<Bot>().Store, found.GetRequiredService<Bot>().Clock));
        services.AddSingleton<SlackPeople>();
        services.AddSingleton<Afterwards>();
        services.AddSingleton<PrivateWord>();
        services.AddSingleton<SlackViews>();
        services.AddSingleton<SlackMessages>();
        services.AddSingleton<PinBoard>();
        services.AddSingleton<PinLoop>();
        services.AddSingleton<ShortcutIncidents>();
        services.AddSingleton<MessageForms>();
        services.AddSingleton<TimelineShortcut>();
        services.AddSingleton<TaskShortcut>();
        services.AddSingleton<ChannelMembers>();
        services.AddSingleton<AppHome>();
        services.AddSingleton<CommandDoor>();
        services.AddSingleton<InteractionDoor>();
        services.AddSingleton<EventDoor>();
        services.AddSingleton<SlackEndpoints>();
        services.AddHostedService<LookUpLoop>();
        services.AddHostedService(found => found.GetRequiredService<PinLoop>());
    }

    private sealed class Validator : IValidateOptions<SlackOptions>
    {
        public ValidateOptionsResult Validate(string? name, SlackOptions options) =>
            options.Problems().FirstOrDefault() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
    }
}
