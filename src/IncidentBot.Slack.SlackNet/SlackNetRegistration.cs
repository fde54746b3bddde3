using IncidentBot.Slack.Outgoing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.Slack.SlackNet;

/// <summary>Puts SlackNet in the place of the bot's own client: <c>AddSlackNet</c> after <c>AddSlack</c>.</summary>
public static class SlackNetRegistration
{
    /// <summary>Registers it where <c>Slack:Client</c> asks for it.</summary>
    public static IServiceCollection AddSlackNet(this IServiceCollection services, IConfiguration configuration)
    {
        var options = new SlackOptions();
        SlackOptions.Read(options, configuration);
        return options is { IsOn: true, Client: SlackOptions.SlackNet } ? services.AddSingleton<ISlackClient, SlackNetClient>() : services;
    }
}
