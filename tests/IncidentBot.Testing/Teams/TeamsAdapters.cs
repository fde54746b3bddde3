using IncidentBot.Chat;
using IncidentBot.Teams;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
#if HAS_BOTBUILDER
using IncidentBot.Teams.BotBuilder;
#endif

namespace IncidentBot.Testing.Teams;

/// <summary>Teams by the adapter that the settings name, as the server has it.</summary>
public static class TeamsAdapters
{
    /// <summary>Registers Teams, and the Bot Framework SDK where the settings ask for it.</summary>
    public static IServiceCollection AddTeamsBy(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTeams(configuration);
#if HAS_BOTBUILDER
        services.AddBotBuilder(configuration);
#endif
        return services;
    }

    /// <summary>Why an adapter cannot be tested; null where it can.</summary>
    public static string? Missing(string adapter) => adapter == TeamsOptions.BotBuilder ? ChatSdks.Missing(ChatSdks.BotBuilder) : null;
}
