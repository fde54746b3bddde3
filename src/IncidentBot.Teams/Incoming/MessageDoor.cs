using IncidentBot.Chat;
using IncidentBot.Teams.Forms;
using IncidentBot.Teams.People;

namespace IncidentBot.Teams.Incoming;

/// <summary>Messages to the bot: words in, reply out. What was said is on the disk before Teams hears that it was heard.</summary>
internal sealed class MessageDoor(IncidentDesk desk, TeamsPeople people, Places places, Replies replies)
{
    public async Task HandleAsync(Activity message, CancellationToken cancellation)
    {
        // A press on a client without Action.Execute comes as a message without words.
        var pressed = message.Value.Text(ButtonData.Command);
        // A bot, perhaps ourselves, or people among themselves.
        if (message.FromId.StartsWith("28:", StringComparison.Ordinal) || (pressed.Length == 0 && !message.IsForBot))
        {
            return;
        }

        var words = pressed.Length > 0 ? pressed : TeamsWords.Of(message.Json, people.PersonOf);
        var speaker = people.SpeakerOf(message);
        var inbound = new Inbound(
            speaker.Person,
            speaker.ZoneId,
            await places.OfAsync(message, cancellation),
            words.Length > 0 ? words : "help",
            message.Identity
        )
        {
            IsSeen = pressed.Length == 0,
        };
        await replies.BeginAsync(message, await desk.HandleAsync(inbound, cancellation), cancellation);
    }
}
