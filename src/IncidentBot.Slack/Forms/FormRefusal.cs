using IncidentBot.Chat.Cards;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack.Forms;

/// <summary>The answer that keeps a form open and says under a field why it was refused.</summary>
internal static class FormRefusal
{
    // Slack shows it under the field in small print; more than this nobody reads there.
    private const int Longest = 600;

    public static SlackResponse Of(string field, Card because) => Of(field, PlainTextCard.Render(because));

    public static SlackResponse Of(string field, string because) =>
        new(json =>
        {
            json.WriteString("response_action"u8, "errors"u8);
            json.WriteStartObject("errors"u8);
            json.WriteString(field, BlockKit.Shortened(because, Longest));
            json.WriteEndObject();
        });
}
