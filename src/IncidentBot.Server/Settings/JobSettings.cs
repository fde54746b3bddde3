using IncidentBot.Jobs;
using IncidentBot.Server.Jobs;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Server.Settings;

/// <summary>What wakes the bot when something is due: <c>Jobs__Engine</c>, quartz (the default) or inprocess.</summary>
internal sealed class JobSettings
{
    private const string Quartz = "quartz";
    private const string InProcess = "inprocess";

    /// <summary>The engine's name.</summary>
    public string Engine { get; set; } = Quartz;

    /// <summary>Fills the record from the settings.</summary>
    public static void Read(JobSettings settings, IConfiguration configuration) =>
        settings.Engine = configuration["Jobs:Engine"]?.Trim().ToLowerInvariant() is { Length: > 0 } engine ? engine : Quartz;

    /// <summary>The engine on a database.</summary>
    public IJobEngine Create(Database database, TimeProvider time, ILoggerFactory loggers) =>
        Engine == InProcess ? new InProcessJobs(time) : new QuartzJobs(database, time, loggers);

    /// <summary>Says which key is wrong, and what it should be.</summary>
    internal sealed class Validator : IValidateOptions<JobSettings>
    {
        public ValidateOptionsResult Validate(string? name, JobSettings options) =>
            options.Engine is Quartz or InProcess
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"Jobs__Engine is “{options.Engine}”; it has to be quartz or inprocess.");
    }
}
