using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Slack.Forms;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Outgoing;
using IncidentBot.Slack.People;

namespace IncidentBot.Slack.Pins;

/// <summary>What a shortcut in the menu of a message asks.</summary>
/// <param name="Title">What stands above the form.</param>
/// <param name="Callback">What names it when it comes back.</param>
/// <param name="ClosedToo">Whether it may belong to a closed incident.</param>
/// <param name="Nowhere">What is said where there is no incident that it could belong to.</param>
/// <param name="Fields">The questions; in the incident of the channel, where it has one.</param>
internal sealed record MessageForm(
    string Title,
    string Callback,
    bool ClosedToo,
    string Nowhere,
    Func<Incident?, IEnumerable<FormField>> Fields
);

/// <summary>What somebody has answered.</summary>
internal sealed record FilledForm(string Channel, PinnedHere Pin, Dictionary<string, string> Answers, Speaker Speaker, Incident Incident);

/// <summary>The way of a shortcut in the menu of a message: a form about the message opens, and comes back.</summary>
internal sealed class MessageForms(
    ShortcutIncidents incidents,
    SlackWorkspace workspace,
    SlackPeople people,
    SlackViews views,
    PrivateWord privately,
    Afterwards afterwards
)
{
    /// <summary>The field that each of them has, and that a refusal stands under where no other is at fault.</summary>
    public const string TextField = TaskOfMessage.Text;

    /// <summary>Opens the form, after Slack has its answer.</summary>
    public Task<SlackResponse> BeginAsync(Interaction what, MessageForm form)
    {
        afterwards.Begin("opening a form", stopping => OpenAsync(what, form, stopping));
        // The link to the message is made of the workspace's address, and the form leaves time to ask for that.
        afterwards.Begin("asking for the workspace's address", workspace.AskAsync);
        return Task.FromResult(SlackResponse.Empty);
    }

    /// <summary>Reads a form that came back; null with the answer to give where it cannot be taken.</summary>
    public async Task<(FilledForm? Filled, SlackResponse Instead)> ReadAsync(Interaction what, CancellationToken cancellation)
    {
        if (ModalState.Read(what.View.Text("private_metadata")) is not { Pin: { } pin } state)
        {
            return (null, SlackResponse.Empty);
        }

        var answers = Answers.Of(what.View, state, people);
        var speaker = people.SpeakerOf(what.UserId, what.UserName);
        return await incidents.ChosenAsync(state, answers, speaker.Person, cancellation) is { } incident
            ? (new FilledForm(state.Channel, pin, answers, speaker, incident), SlackResponse.Empty)
            : (null, FormRefusal.Of(TextField, "That incident is not known any more, so nothing was recorded."));
    }

    /// <summary>Tells whoever has filled it in what became of it, after Slack has its answer.</summary>
    /// <param name="doing">What this is, for the log.</param>
    /// <param name="what">What came back.</param>
    /// <param name="filled">What it says.</param>
    /// <param name="card">What is told.</param>
    public void Tell(string doing, Interaction what, FilledForm filled, Card card) =>
        afterwards.Begin(doing, stopping => privately.SayAsync(filled.Channel, what.UserId, card, null, stopping));

    /// <summary>The link to the message.</summary>
    public string? LinkTo(FilledForm filled) => workspace.LinkTo(filled.Channel, filled.Pin.Ts, filled.Pin.Thread);

    private async Task OpenAsync(Interaction what, MessageForm asked, CancellationToken stopping)
    {
        var incident = await incidents.HereAsync(what.Channel, stopping);
        var question = incident is null ? await incidents.QuestionAsync(asked.ClosedToo, stopping) : null;
        if (incident is null && question is null)
        {
            await privately.AnswerAsync(what.ResponseUrl, Card.Of(asked.Nowhere), instead: false, stopping);
            return;
        }

        FormField[] fields = [.. question is null ? [] : new[] { question }, .. asked.Fields(incident)];
        var form = new Form(asked.Title, "", [.. fields], "Add");
        var state = ModalState.Of(form, what.Channel) with { Pin = PinnedHere.Of(what, people), Incident = incident?.Id.Number ?? 0 };
        await views.OpenAsync(what.TriggerId, form, state, onTop: false, stopping, asked.Callback);
    }
}
