using IncidentBot.Chat;
using IncidentBot.Jobs;
using IncidentBot.Server.Jobs;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Server.Settings;

/// <summary>What wakes the bot when something is due: <c>Jobs__Engine</c>, quartz (the default), inprocess, or hangfire where it is built in.</summary>
internal sealed class JobSettings
{
    private const string Quartz = "quartz";
    private const string InProcess = "inprocess";
    private const string Hangfire = "hangfire";
    private const int ShortestPassword = 16;

    /// <summary>The engine's name.</summary>
    public string Engine { get; set; } = Quartz;

    /// <summary>The password of Hangfire's own dashboard, at least sixteen characters; empty for no such dashboard.</summary>
    public string DashboardPassword { get; set; } = "";

    /// <summary>Fills the record from the settings.</summary>
    public static void Read(JobSettings settings, IConfiguration configuration)
    {
        settings.Engine = configuration["Jobs:Engine"]?.Trim().ToLowerInvariant() is { Length: > 0 } engine ? engine : Quartz;
        settings.DashboardPassword = configuration["Jobs:DashboardPassword"] ?? "";
    }

    /// <summary>The engine on a database.</summary>
    public IJobEngine Create(Database database, TimeProvider time, ILoggerFactory loggers) =>
        Engine switch
        {
            InProcess => new InProcessJobs(time),
#if HAS_HANGFIRE
            Hangfire => new IncidentBot.Jobs.Hangfire.HangfireJobs(database, time, loggers),
#endif
            _ => new QuartzJobs(database, time, loggers),
        };

    /// <summary>Says which key is wrong, and what it should be.</summary>
    internal sealed class Validator : IValidateOptions<JobSettings>
    {
        public ValidateOptionsResult Validate(string? name, JobSettings options) =>
            Problem(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;

        private static string? Problem(JobSettings options) =>
            options.Engine switch
            {
                _ when options.DashboardPassword.Length is > 0 and < ShortestPassword =>
                    $"Jobs__DashboardPassword is too short; it has to have at least {ShortestPassword} characters.",
                _ when options.DashboardPassword.Length > 0 && options.Engine != Hangfire =>
                    $"Jobs__DashboardPassword is set, and the dashboard is Hangfire's: set Jobs__Engine to hangfire, or leave the password out.",
                Quartz or InProcess => null,
                Hangfire => ChatSdks.Missing(ChatSdks.Hangfire) is { } missing
                    ? $"Jobs__Engine is hangfire, but {missing}, or set it to quartz."
                    : null,
                _ => $"Jobs__Engine is “{options.Engine}”; it has to be quartz, inprocess or hangfire.",
            };
    }
}
