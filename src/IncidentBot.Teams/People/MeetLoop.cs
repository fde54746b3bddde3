using IncidentBot.Chat;
using IncidentBot.Teams.Conversations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Teams.People;

/// <summary>Learns at the start who is known already and who is in the teams, so that a form can offer them; once a day anew.</summary>
internal sealed partial class MeetLoop(TeamsPeople people, ConversationBook book, TimeProvider time, ILogger<MeetLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await people.LoadAsync(stoppingToken);
        await book.LoadAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await people.MeetEverybodyAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is DeliveryFailedException or DeliveryPostponedException)
            {
                // Whoever writes is known all the same.
                Log.Failed(logger, failed.Message);
            }

            await Task.Delay(Day, time, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Teams: who is in the teams could not be learnt. {Because}")]
        public static partial void Failed(ILogger logger, string because);
    }
}
