using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Slack.Forms;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Outgoing;
using IncidentBot.Slack.People;
using IncidentBot.Times;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Slack.Pins;

/// <summary>"Add task" in the menu of a message: somebody has promised something there, and it becomes a corrective task.</summary>
/// <remarks>The form begins with what the message says: its words, who is mentioned in it or else wrote it, and the day that it names.</remarks>
internal sealed class TaskShortcut(
    Bot bot,
    ShortcutIncidents incidents,
    SlackWorkspace workspace,
    SlackPeople people,
    SlackViews views,
    PrivateWord privately,
    Afterwards afterwards
)
{
    /// <summary>The shortcut's name in the manifest.</summary>
    public const string Callback = "add_task";

    private const string TextField = "text";
    private const string OwnerField = "owner";
    private const string DueField = "due";

    public Task<SlackResponse> BeginAsync(Interaction what)
    {
        afterwards.Begin("opening a form", stopping => OpenAsync(what, stopping));
        // The link to the message is made of the workspace's address, and the form leaves time to ask for that.
        afterwards.Begin("asking for the workspace's address", workspace.AskAsync);
        return Task.FromResult(SlackResponse.Empty);
    }

    public async Task<SlackResponse> SubmitAsync(Interaction what, CancellationToken cancellation)
    {
        if (ModalState.Read(what.View.Text("private_metadata")) is not { Pin: { } pin } state)
        {
            return SlackResponse.Empty;
        }

        var answers = Answers.Of(what.View, state, people);
        var speaker = people.SpeakerOf(what.UserId, what.UserName);
        if (await incidents.ChosenAsync(state, answers, speaker.Person, cancellation) is not { } incident)
        {
            return FormRefusal.Of(TextField, "That incident is not known any more, so nothing was recorded.");
        }

        var task = TaskOf(answers, pin, state.Channel);
        var place = SlackPlatform.PlaceOf(state.Channel);
        var identity = what.FormIdentity($"{incident.Id} {task}");
        var by = new Inbound(speaker.Person, speaker.ZoneId, place, "", identity) { IsSeen = false, KeepsRefusal = false };
        var reply = await bot.Desk.HandleAsync(incident.Id, task, by, cancellation);
        if (reply.Outcome == Outcome.Refused)
        {
            return FormRefusal.Of(!reply.IsUntaken && task.Due is not null ? DueField : TextField, reply.Card);
        }

        afterwards.Begin(
            "telling that a task was added",
            stopping => privately.SayAsync(state.Channel, what.UserId, reply.Card, null, stopping)
        );
        return SlackResponse.Empty;
    }

    private AddTask TaskOf(Dictionary<string, string> answers, PinnedHere pin, string channel)
    {
        var owner = answers.GetValueOrDefault(OwnerField, "");
        return new AddTask(answers.GetValueOrDefault(TextField, "").Trim())
        {
            Owner = Mentions.Read(owner, out var who, out _) ? new Party(who.Name, who) : null,
            Due = LocalDatePattern.Iso.Parse(answers.GetValueOrDefault(DueField, "")) is { Success: true, Value: var day } ? day : null,
            Source = new PinnedMessage(
                SlackPlatform.PlaceOf(channel),
                pin.Ts,
                SlackPlatform.PersonOf(pin.Author, pin.AuthorName),
                workspace.LinkTo(channel, pin.Ts, pin.Thread)
            ),
        };
    }

    private async Task OpenAsync(Interaction what, CancellationToken stopping)
    {
        var incident = await incidents.HereAsync(what.Channel, stopping);
        var question = incident is null ? await incidents.QuestionAsync(closedToo: true, stopping) : null;
        if (incident is null && question is null)
        {
            await privately.AnswerAsync(
                what.ResponseUrl,
                Card.Of("There is no incident yet that a task could belong to, so nothing was recorded."),
                instead: false,
                stopping
            );
            return;
        }

        FormField[] fields = [.. question is null ? [] : new[] { question }, .. Fields(what)];
        var form = new Form("Add task", "", [.. fields], "Add");
        var pin = PinnedHere.Of(what, people);
        var state = ModalState.Of(form, what.Channel) with { Pin = pin, Incident = incident?.Id.Number ?? 0 };
        await views.OpenAsync(what.TriggerId, form, state, onTop: false, stopping, Modal.TaskCallback);
    }

    private IEnumerable<FormField> Fields(Interaction what)
    {
        var words = MessageWords.Of(what.Message, people);
        var zone = TimeZones.Get(people.SpeakerOf(what.UserId, what.UserName).ZoneId);
        var today = bot.Clock.GetCurrentInstant().InZone(zone).Date;
        var written = SlackMessages.TimeOf(what.MessageTs).InZone(zone).Date;
        var due = PromisedDay.In(words, written);
        yield return new FormField(TextField, "What is promised?", FieldKind.Paragraph, Initial: words);
        yield return new FormField(OwnerField, "By whom?", FieldKind.Person, IsRequired: false, Initial: Promiser(what, words)?.Id);
        yield return new FormField(
            DueField,
            "By when?",
            FieldKind.Date,
            IsRequired: false,
            Initial: due >= today ? LocalDatePattern.Iso.Format(due.Value) : null
        );
    }

    // Who is asked is mentioned; else whoever wrote it promises it. An integration promises nothing.
    private Person? Promiser(Interaction what, string words)
    {
        var mentioned = Prose.Of(words).Spans.OfType<MentionSpan>().Select(span => span.Who).FirstOrDefault();
        return mentioned
            ?? (
                what.Message.Text("bot_id").Length == 0 && what.Message.Text("user") is { Length: > 0 } user
                    ? people.PersonOf(user, "")
                    : null
            );
    }
}
