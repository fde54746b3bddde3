using IncidentBot.Slack.Outgoing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Slack.People;

/// <summary>
/// Looks people up after they were answered, and at all of them once a day. One who cannot be looked up now is asked for again the next time
/// they speak.
/// </summary>
internal sealed partial class LookUpLoop(SlackPeople people, SlackWorkspace workspace, TimeProvider time, ILogger<LookUpLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await MeetAsync(stoppingToken);
            await Task.WhenAll(LookUpAsync(stoppingToken), MeetDailyAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task LookUpAsync(CancellationToken stopping)
    {
        await foreach (var id in people.Wanted.ReadAllAsync(stopping))
        {
            await LookUpAsync(id, stopping);
        }
    }

    // Whoever has left does not speak any more: only a look at all of them shows it.
    private async Task MeetDailyAsync(CancellationToken stopping)
    {
        while (true)
        {
            await Task.Delay(Day, time, stopping);
            await MeetAsync(stopping);
        }
    }

    private async Task MeetAsync(CancellationToken stopping)
    {
        try
        {
            await people.LoadAsync(stopping);
            await workspace.AskAsync(stopping);
            await people.GreetAsync(stopping);
            await people.LookUpGroupsAsync(stopping);
        }
        catch (Exception failed) when (!stopping.IsCancellationRequested)
        {
            Log.NotReached(logger, failed.Message);
        }
    }

    private async Task LookUpAsync(string id, CancellationToken stopping)
    {
        try
        {
            await people.LookUpAsync(id, stopping);
        }
        catch (Exception failed) when (!stopping.IsCancellationRequested)
        {
            Log.NotFound(logger, id, failed.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack does not answer as it should; what is for it waits. {Because}")]
        public static partial void NotReached(ILogger logger, string because);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The Slack user or group {Id} could not be looked up: {Because}")]
        public static partial void NotFound(ILogger logger, string id, string because);
    }
}
