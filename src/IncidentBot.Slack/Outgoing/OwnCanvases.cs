using System.Collections.Concurrent;
using IncidentBot.Outbox;

namespace IncidentBot.Slack.Outgoing;

/// <summary>Which canvas of a channel the bot has made, so that it never writes over one that people made.</summary>
internal sealed class OwnCanvases(Lazy<Bot> bot)
{
    private const string Purpose = "canvas";

    // Stands for one that was about to be made.
    private const string Begun = "";

    // Those of this life of the program; the database has those of earlier ones.
    private readonly ConcurrentDictionary<string, string> _made = new(StringComparer.Ordinal);

    /// <summary>The bot's canvas in an incident's channel; null where it has made none.</summary>
    public async Task<string?> FindAsync(string channel, CancellationToken cancellation) =>
        _made.TryGetValue(channel, out var made) ? made
        : await bot.Value.Channels.FindAsync(SlackPlatform.PlaceOf(channel), cancellation) is { } incident
            ? (await Posted.FindAsync(SlackPlatform.PlatformName, incident, Purpose, cancellation))?.Id
        : null;

    /// <summary>Notes that one is about to be made in a channel that has none: what is there afterwards is the bot's.</summary>
    public Task BeginAsync(string channel, CancellationToken cancellation) => RememberAsync(channel, Begun, cancellation);

    /// <summary>Remembers one that was just made.</summary>
    public async Task RememberAsync(string channel, string canvas, CancellationToken cancellation)
    {
        _made[channel] = canvas;
        var place = SlackPlatform.PlaceOf(channel);
        if (await bot.Value.Channels.FindAsync(place, cancellation) is { } incident)
        {
            await Posted.RememberAsync(SlackPlatform.PlatformName, incident, Purpose, place, canvas, cancellation);
        }
    }

    private PostedMessages Posted => new(bot.Value.Database);
}
