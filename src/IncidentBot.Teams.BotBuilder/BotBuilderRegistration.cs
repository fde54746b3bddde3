using IncidentBot.Teams.Protocol;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.Teams.BotBuilder;

/// <summary>Puts the Bot Framework SDK into the place of the bot's own adapter, where the settings ask for it.</summary>
public static class BotBuilderRegistration
{
    /// <summary>Behind <c>AddTeams</c>; does nothing unless <c>Teams__Adapter</c> is <c>botbuilder</c>.</summary>
    public static IServiceCollection AddBotBuilder(this IServiceCollection services, IConfiguration configuration)
    {
        var now = new TeamsOptions();
        TeamsOptions.Read(now, configuration);
        if (!now.IsOn || now.Adapter != TeamsOptions.BotBuilder)
        {
            return services;
        }

        services.AddSingleton<OwnAuthentication>();
        services.AddSingleton<TurnAdapter>();
        services.AddSingleton<IBotFramework, BotBuilderFramework>();
        return services;
    }
}
