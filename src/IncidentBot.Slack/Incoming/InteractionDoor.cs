using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Slack.Forms;
using IncidentBot.Slack.Home;
using IncidentBot.Slack.People;
using IncidentBot.Slack.Pins;

namespace IncidentBot.Slack.Incoming;

/// <summary>Buttons, forms and shortcuts. A button is a command that somebody else typed; it goes through the same door.</summary>
internal sealed class InteractionDoor(
    IncidentDesk desk,
    ChannelDirectory channels,
    SlackPeople people,
    SlackViews views,
    FormTrial trial,
    TimelineShortcut timeline,
    TaskShortcut task,
    AppHome home,
    PrivateWord privately,
    Afterwards afterwards,
    SlackOptions options
)
{
    /// <summary>The global shortcut that opens an incident.</summary>
    public const string OpenShortcut = "open_incident";

    public Task<SlackResponse> HandleAsync(Interaction what, CancellationToken cancellation) =>
        what.Type switch
        {
            "block_actions" => PressAsync(what, cancellation),
            "view_submission" when what.Callback == Modal.PinCallback => timeline.SubmitAsync(what, cancellation),
            "view_submission" when what.Callback == Modal.TaskCallback => task.SubmitAsync(what, cancellation),
            "view_submission" => SubmitAsync(what, cancellation),
            "shortcut" when what.Callback == OpenShortcut => CommandAsync(what, "open", cancellation),
            "message_action" when what.Callback == TimelineShortcut.Callback => timeline.BeginAsync(what),
            "message_action" when what.Callback == TaskShortcut.Callback => task.BeginAsync(what),
            _ => Task.FromResult(SlackResponse.Empty),
        };

    private Task<SlackResponse> PressAsync(Interaction what, CancellationToken cancellation)
    {
        var (command, form) = ButtonValue.Read(what.Value);
        if (form is not null)
        {
            return Task.FromResult(Opening(what, form));
        }

        return command.Length == 0 ? Task.FromResult(SlackResponse.Empty) : CommandAsync(what, command, cancellation);
    }

    private async Task<SlackResponse> CommandAsync(Interaction what, string command, CancellationToken cancellation)
    {
        var reply = await desk.HandleAsync(Inbound(what, what.Channel, command), cancellation);
        if (reply.Form is { } form)
        {
            return Opening(what, form);
        }

        afterwards.Begin("the answer to a button", stopping => ShowAsync(what, reply, stopping));
        return SlackResponse.Empty;
    }

    private SlackResponse Opening(Interaction what, Form form)
    {
        afterwards.Begin("opening a form", stopping => OpenAsync(what, form, stopping));
        return SlackResponse.Empty;
    }

    private async Task OpenAsync(Interaction what, Form form, CancellationToken stopping)
    {
        try
        {
            await views.OpenAsync(what.TriggerId, form, ModalState.Of(form, what.Channel), what.IsInModal, stopping);
        }
        catch (Exception failed) when (what.ResponseUrl.Length > 0 && failed is DeliveryFailedException or DeliveryPostponedException)
        {
            await privately.AnswerAsync(what.ResponseUrl, NotOpened.Card(options.Command, form), instead: false, stopping);
        }
    }

    // What was recorded is posted in the incident's channel by the outbox; the person is told where they do not see that.
    private async Task ShowAsync(Interaction what, Reply reply, CancellationToken stopping)
    {
        if (what.IsOnHome)
        {
            // Beside it: what is shown below has to be shown within three seconds.
            afterwards.Begin("the Home tab", later => home.PublishAsync(what.UserId, later));
        }

        if (reply.Outcome == Outcome.Recorded && (what.IsOnHome || (!what.IsEphemeral && await IsInIncidentAsync(what, reply, stopping))))
        {
            return;
        }

        if (what.ResponseUrl.Length > 0)
        {
            await privately.AnswerAsync(
                what.ResponseUrl,
                reply.Card,
                instead: what.IsEphemeral && reply.Outcome == Outcome.Recorded,
                stopping
            );
        }
        else
        {
            await views.ShowAsync(what.TriggerId, reply.Card, what.IsInModal, stopping);
        }
    }

    private async Task<SlackResponse> SubmitAsync(Interaction what, CancellationToken cancellation)
    {
        if (ModalState.Read(what.View.Text("private_metadata")) is not { Template.Length: > 0 } state)
        {
            return SlackResponse.Empty;
        }

        var answers = Answers.Of(what.View, state, people);
        var form = state.ToForm();
        var line = form.Command(answers);
        var inbound = Inbound(what, state.Channel, line) with { MessageId = what.FormIdentity(line), KeepsRefusal = false };
        var reply = await desk.HandleAsync(inbound, cancellation);
        if (reply.Outcome == Outcome.Refused)
        {
            return FormRefusal.Of(await trial.CulpritAsync(form, answers, inbound, cancellation), reply.Card);
        }

        afterwards.Begin("the answer to a form", stopping => ToldAsync(what, state.Channel, reply, stopping));
        return SlackResponse.Empty;
    }

    private async Task ToldAsync(Interaction what, string channel, Reply reply, CancellationToken stopping)
    {
        if (channel.Length == 0)
        {
            // From the Home tab or the list of shortcuts: there is no conversation to say it in.
            afterwards.Begin("the Home tab", later => home.PublishAsync(what.UserId, later));
            await views.ShowAsync(what.TriggerId, reply.Card, onTop: false, stopping);
        }
        else if (!(reply.Outcome == Outcome.Recorded && await IsInIncidentAsync(what, reply, stopping, channel)))
        {
            await privately.SayAsync(channel, what.UserId, reply.Card, null, stopping);
        }
    }

    private async Task<bool> IsInIncidentAsync(Interaction what, Reply reply, CancellationToken stopping, string? channel = null) =>
        reply.Incident is { } number
        && await channels.FindAsync(SlackPlatform.PlaceOf(channel ?? what.Channel), stopping) is { } here
        && here.Number == number;

    private Inbound Inbound(Interaction what, string channel, string command)
    {
        var speaker = people.SpeakerOf(what.UserId, what.UserName);
        return new Inbound(
            speaker.Person,
            speaker.ZoneId,
            SlackPlatform.PlaceOf(channel),
            command,
            what.TriggerId.Length == 0 ? null : $"slack/{what.TriggerId}"
        )
        {
            IsSeen = false,
        };
    }
}
