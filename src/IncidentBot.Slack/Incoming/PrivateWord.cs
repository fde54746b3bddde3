using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Slack.Outgoing;

namespace IncidentBot.Slack.Incoming;

/// <summary>Says something to one person: where they pressed or typed, seen by nobody else.</summary>
internal sealed class PrivateWord(SlackApi api, BlockKit kit)
{
    /// <summary>Through the address that came with a press or a command.</summary>
    /// <exception cref="DeliveryFailedException">They do not see it.</exception>
    public Task AnswerAsync(string responseUrl, Card card, bool instead, CancellationToken cancellation) =>
        api.RespondAsync(
            responseUrl,
            json =>
            {
                json.WriteString("response_type"u8, "ephemeral"u8);
                json.WriteBoolean("replace_original"u8, instead);
                kit.WriteMessage(json, card);
            },
            cancellation
        );

    /// <summary>In a channel.</summary>
    /// <exception cref="DeliveryFailedException">They do not see it.</exception>
    public async Task SayAsync(string channel, string user, Card card, string? thread, CancellationToken cancellation)
    {
        var answer = await api.WriteAsync(
            "chat.postEphemeral",
            json =>
            {
                json.WriteString("channel"u8, channel);
                json.WriteString("user"u8, user);
                if (thread is { Length: > 0 })
                {
                    json.WriteString("thread_ts"u8, thread);
                }

                kit.WriteMessage(json, card);
            },
            cancellation
        );
        answer.Done();
    }
}
