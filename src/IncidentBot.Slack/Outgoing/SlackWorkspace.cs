using IncidentBot.Chat;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack.Outgoing;

/// <summary>Who the bot is in its workspace, asked once.</summary>
internal sealed class SlackWorkspace(SlackApi api)
{
    private Known? _known;

    /// <summary>Asks Slack, where it has not answered yet.</summary>
    /// <exception cref="DeliveryFailedException">It did not answer, or the token is wrong.</exception>
    public async Task<Known> AskAsync(CancellationToken cancellation)
    {
        if (_known is null)
        {
            var answer = (await api.ReadAsync("auth.test", cancellation)).Done().Json;
            _known = new Known(answer.Text("user_id"), answer.Text("url"));
        }

        return _known;
    }

    /// <summary>A channel that was made, with its address.</summary>
    public async Task<OpenedChannel> OpenedAsync(string channel, string name, CancellationToken cancellation) =>
        new(SlackPlatform.PlaceOf(channel), name, await AddressAsync(channel, cancellation));

    /// <summary>The address of a message; null as long as the workspace's own is not known.</summary>
    public string? LinkTo(string channel, string ts, string thread) =>
        _known is null
            ? null
            : $"{_known.Url.TrimEnd('/')}/archives/{channel}/p{ts.Replace(".", "", StringComparison.Ordinal)}"
                + (thread.Length > 0 && thread != ts ? $"?thread_ts={thread}&cid={channel}" : "");

    private async Task<string?> AddressAsync(string channel, CancellationToken cancellation)
    {
        try
        {
            return $"{(await AskAsync(cancellation)).Url.TrimEnd('/')}/archives/{channel}";
        }
        catch (Exception unknown) when (unknown is DeliveryFailedException or DeliveryPostponedException)
        {
            // The channel is there; that its address is not known must not make a second one.
            return null;
        }
    }

    /// <param name="BotUser">The bot's own user id.</param>
    /// <param name="Url">The workspace's address.</param>
    internal sealed record Known(string BotUser, string Url);
}
