using Hangfire.States;
using Hangfire.Storage;
using NodaTime;
using NodaTime.Extensions;

namespace IncidentBot.Jobs.Hangfire;

/// <summary>A call that failed is made again, later and later. Hangfire's own rule gives up after ten times, and goes by the machine's clock.</summary>
internal sealed class TryAgainLater(KeyedJobs jobs, TimeProvider time) : IElectStateFilter
{
    private const string Tries = "tries";
    private static readonly Duration Longest = Duration.FromMinutes(5);

    /// <inheritdoc />
    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is not FailedState)
        {
            return;
        }

        var tries = context.GetJobParameter<int>(Tries) + 1;
        context.SetJobParameter(Tries, tries);
        var again = time.GetUtcNow().ToInstant() + Duration.Min(Duration.FromSeconds(1L << Math.Min(tries - 1, 20)), Longest);
        context.CandidateState =
            context.BackgroundJob.Job.Args is [string key, ..] && jobs.Postpone(key, context.BackgroundJob.Id, again)
                ? jobs.At(again)
                : new DeletedState { Reason = "Set anew or cancelled while it was called" };
    }
}
