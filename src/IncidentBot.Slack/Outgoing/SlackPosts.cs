using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack.Outgoing;

/// <summary>Posts messages.</summary>
internal sealed class SlackPosts(SlackApi api, EarlierTry earlier, BlockKit kit)
{
    /// <summary>Posts it once, also where an earlier try may have done so, and says where it stands.</summary>
    /// <exception cref="DeliveryFailedException">It does not stand there, or nobody knows.</exception>
    public async Task<string> PostAsync(string channel, Card card, Attempt attempt, CancellationToken cancellation)
    {
        if (earlier.MustLook(attempt) && await earlier.FindPostAsync(channel, attempt.Key, cancellation) is { } posted)
        {
            return posted;
        }

        var answer = await earlier.MakeAsync(attempt, () => PostAsync(channel, card, attempt.Key, cancellation));
        if (answer.Error == "not_in_channel")
        {
            await api.JoinAsync(channel, cancellation);
            answer = await earlier.MakeAsync(attempt, () => PostAsync(channel, card, attempt.Key, cancellation));
        }

        if (answer.Error is "invalid_blocks" or "invalid_blocks_format" or "msg_blocks_too_long")
        {
            // A card that Slack cannot draw is still something that people have to read.
            answer = await earlier.MakeAsync(attempt, () => PostAsync(channel, kit.InWords(card), attempt.Key, cancellation));
        }

        return answer.Done().Json.Text("ts");
    }

    private Task<SlackAnswer> PostAsync(string channel, Card card, string key, CancellationToken cancellation) =>
        api.WriteAsync(
            "chat.postMessage",
            json =>
            {
                json.WriteString("channel"u8, channel);
                kit.WriteMessage(json, card);
                EarlierTry.WriteMark(json, key);
                json.WriteBoolean("unfurl_links"u8, false);
                json.WriteBoolean("unfurl_media"u8, false);
            },
            cancellation,
            channel
        );
}
