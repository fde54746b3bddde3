using IncidentBot.Chat;
using IncidentBot.Slack;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
#if HAS_SLACKNET
using IncidentBot.Slack.SlackNet;
#endif

namespace IncidentBot.Testing.Slack;

/// <summary>Slack by the client that the settings name, as the server has it.</summary>
public static class SlackClients
{
    /// <summary>Registers Slack, and SlackNet where the settings ask for it.</summary>
    public static IServiceCollection AddSlackBy(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSlack(configuration);
#if HAS_SLACKNET
        services.AddSlackNet(configuration);
#endif
        return services;
    }

    /// <summary>Why a client cannot be tested; null where it can.</summary>
    public static string? Missing(string client) => client == SlackOptions.SlackNet ? ChatSdks.Missing(ChatSdks.SlackNet) : null;
}
