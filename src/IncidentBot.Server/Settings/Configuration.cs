using IncidentBot.Server.Telemetry;
using IncidentBot.Slack;
using IncidentBot.Teams;
using Microsoft.Extensions.Options;

namespace IncidentBot.Server.Settings;

/// <summary>Where settings come from, the later ones over the earlier: the program's appsettings.json, the working directory's, the environment, the command line.</summary>
internal static class Configuration
{
    /// <summary>Reads them into a configuration.</summary>
    public static void AddSettings(this ConfigurationManager configuration, IEnumerable<KeyValuePair<string, string?>> commandLine)
    {
        // No file is watched: a setting that changes takes a restart, and the start stays lean.
        configuration.Sources.Clear();
        configuration
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false)
            .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true, reloadOnChange: false)
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables()
            .AddInMemoryCollection(commandLine);
    }

    /// <summary>Registers each concern's record with its validator; a wrong setting stops the start with the sentence of the validator.</summary>
    public static void AddValidatedSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<DatabaseSettings>, DatabaseSettings.Validator>();
        services.AddOptions<DatabaseSettings>().Configure(settings => DatabaseSettings.Read(settings, configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<JobSettings>, JobSettings.Validator>();
        services.AddOptions<JobSettings>().Configure(settings => JobSettings.Read(settings, configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ListeningSettings>, ListeningSettings.Validator>();
        services.AddOptions<ListeningSettings>().Configure(settings => ListeningSettings.Read(settings, configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReminderSettings>, ReminderSettings.Validator>();
        services.AddOptions<ReminderSettings>().Configure(settings => ReminderSettings.Read(settings, configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<NudgeSettings>, NudgeSettings.Validator>();
        services.AddOptions<NudgeSettings>().Configure(settings => NudgeSettings.Read(settings, configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LoggingSettings>, LoggingSettings.Validator>();
        services.AddOptions<LoggingSettings>().Configure(settings => LoggingSettings.Read(settings, configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelemetrySettings>, TelemetrySettings.Validator>();
        services.AddOptions<TelemetrySettings>().Configure(TelemetrySettings.Read).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetentionSettings>, RetentionSettings.Validator>();
        services.AddOptions<RetentionSettings>().Configure(settings => RetentionSettings.Read(settings, configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MemorySettings>, MemorySettings.Validator>();
        services.AddOptions<MemorySettings>().Configure(settings => MemorySettings.Read(settings, configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DigestSettings>, DigestSettings.Validator>();
        services.AddOptions<DigestSettings>().Configure(settings => DigestSettings.Read(settings, configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WordingSettings>, WordingSettings.Validator>();
        services.AddOptions<WordingSettings>().Configure(settings => WordingSettings.Read(settings, configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PostmortemSettings>, PostmortemSettings.Validator>();
        services.AddOptions<PostmortemSettings>().Configure(settings => PostmortemSettings.Read(settings, configuration)).ValidateOnStart();
    }

    /// <summary>The settings of a verb that needs no server, validated.</summary>
    public static T Settings<T>(IEnumerable<KeyValuePair<string, string?>> commandLine)
        where T : class
    {
        using var configuration = new ConfigurationManager();
        configuration.AddSettings(commandLine);
        var services = new ServiceCollection();
        services.AddValidatedSettings(configuration);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<T>>().Value;
    }

    /// <summary>The settings of Slack as they stand; whether they are right is asked of them.</summary>
    public static SlackOptions Slack(IEnumerable<KeyValuePair<string, string?>> commandLine)
    {
        using var configuration = new ConfigurationManager();
        configuration.AddSettings(commandLine);
        var options = new SlackOptions();
        SlackOptions.Read(options, configuration);
        return options;
    }

    /// <summary>The settings of Teams as they stand; whether they are right is asked of them.</summary>
    public static TeamsOptions Teams(IEnumerable<KeyValuePair<string, string?>> commandLine)
    {
        using var configuration = new ConfigurationManager();
        configuration.AddSettings(commandLine);
        var options = new TeamsOptions();
        TeamsOptions.Read(options, configuration);
        return options;
    }
}
