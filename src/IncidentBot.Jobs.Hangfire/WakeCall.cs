using Hangfire;
using Hangfire.Server;

namespace IncidentBot.Jobs.Hangfire;

/// <summary>The one kind of job: calls whoever is to be woken. Its name stands in Hangfire's tables.</summary>
internal sealed class WakeCall(KeyedJobs jobs, Func<string, CancellationToken, Task> wake, CancellationToken stopping)
{
    /// <summary>Hangfire fills the context in.</summary>
    public async Task RunAsync(string key, PerformContext? context)
    {
        var job = context!.BackgroundJob.Id;
        if (!jobs.Begin(key, job))
        {
            return;
        }

        await wake(key, stopping);
        jobs.Finish(key, job);
    }
}

/// <summary>Hands the one job to Hangfire.</summary>
internal sealed class WakeActivator(WakeCall call) : JobActivator
{
    /// <inheritdoc />
    public override object ActivateJob(Type jobType) => call;
}
