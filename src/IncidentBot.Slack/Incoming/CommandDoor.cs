using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Slack.Forms;
using IncidentBot.Slack.People;

namespace IncidentBot.Slack.Incoming;

/// <summary>Slash commands: words in, reply out. The answer goes out once what was said is on the disk.</summary>
internal sealed class CommandDoor(
    IncidentDesk desk,
    SlackPeople people,
    SlackViews views,
    PrivateWord privately,
    Afterwards afterwards,
    SlackOptions options,
    BlockKit kit
)
{
    public async Task<SlackResponse?> HandleAsync(SlashCommand command, CancellationToken cancellation)
    {
        var speaker = people.SpeakerOf(command.UserId, command.UserName);
        var inbound = new Inbound(
            speaker.Person,
            speaker.ZoneId,
            SlackPlatform.PlaceOf(command.Channel),
            SlackWords.Of(command.Text, people),
            command.TriggerId.Length == 0 ? null : $"slack/{command.TriggerId}"
        );
        var reply = await desk.HandleAsync(inbound, cancellation);
        if (reply.Form is { } form)
        {
            afterwards.Begin("opening a form", stopping => OpenAsync(command, form, stopping));
            return SlackResponse.Empty;
        }

        return new SlackResponse(json =>
        {
            json.WriteString("response_type"u8, reply.Audience == Audience.Conversation ? "in_channel"u8 : "ephemeral"u8);
            kit.WriteMessage(json, reply.Card);
        });
    }

    private async Task OpenAsync(SlashCommand command, Form form, CancellationToken stopping)
    {
        try
        {
            await views.OpenAsync(command.TriggerId, form, ModalState.Of(form, command.Channel), onTop: false, stopping);
        }
        catch (Exception failed) when (failed is DeliveryFailedException or DeliveryPostponedException)
        {
            await privately.AnswerAsync(command.ResponseUrl, NotOpened.Card(options.Command, form), instead: false, stopping);
        }
    }
}
