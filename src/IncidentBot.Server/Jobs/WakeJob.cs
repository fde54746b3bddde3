using Quartz;

namespace IncidentBot.Server.Jobs;

/// <summary>The one job: wakes the bot with the trigger's name. Its type's name stands in Quartz's tables.</summary>
internal sealed class WakeJob(WakeCall call) : IJob
{
    /// <summary>Every trigger is this job's.</summary>
    public static readonly JobKey Key = new("wake", "incidentbot");

    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await call.Wake(context.Trigger.Key.Name, cancellationToken);
}

/// <summary>Whom the job calls.</summary>
internal sealed class WakeCall
{
    /// <summary>Set before the first trigger fires.</summary>
    public Func<string, CancellationToken, Task> Wake { get; set; } = (_, _) => Task.CompletedTask;
}
