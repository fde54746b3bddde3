using Microsoft.Extensions.Hosting;

namespace IncidentBot.Teams.Incoming;

/// <summary>Answers at the start what was asked before the bot ended.</summary>
internal sealed class UnansweredLoop(Replies replies, Afterwards afterwards, Lazy<Bot> bot, TimeProvider time) : BackgroundService
{
    // Where there are other nodes, theirs may be under way.
    private static readonly TimeSpan OthersNeed = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var began = bot.Value.Clock.GetCurrentInstant();
        if (bot.Value.Database.Dialect.Writers > 1)
        {
            await Task.Delay(OthersNeed, time, stoppingToken);
        }

        afterwards.Begin("answering what was asked before the start", stopping => replies.ResumeAsync(began, stopping));
    }
}
