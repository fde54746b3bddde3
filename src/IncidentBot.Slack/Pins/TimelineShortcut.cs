using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Slack.Forms;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Outgoing;
using IncidentBot.Slack.People;
using IncidentBot.Storage;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Slack.Pins;

/// <summary>"Add to timeline" in the menu of a message: a form with its text and time, to be changed before it is recorded.</summary>
internal sealed class TimelineShortcut(
    Bot bot,
    ShortcutIncidents incidents,
    PinRequests requests,
    SlackWorkspace workspace,
    SlackPeople people,
    SlackViews views,
    PrivateWord privately,
    Afterwards afterwards
)
{
    /// <summary>The shortcut's name in the manifest.</summary>
    public const string Callback = "add_to_timeline";

    private const string TextField = "text";
    private const string TimeField = "time";

    // A pin by this way is nobody's reaction, and goes with nobody's.
    private const string ByShortcut = "shortcut";

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

        var at = SlackMessages.TimeOf(pin.Ts);
        var said = answers.GetValueOrDefault(TimeField, "");
        var (when, wrong) = said.Length == 0 ? (Moment.Exact(at, incident.ZoneId), null) : Read(said, incident);
        if (when is null)
        {
            return FormRefusal.Of(TimeField, wrong!);
        }

        var author = SlackPlatform.PersonOf(pin.Author, pin.AuthorName);
        var entry = new AddEntry(answers.GetValueOrDefault(TextField, "").Trim())
        {
            When = when,
            Source = new PinnedMessage(
                SlackPlatform.PlaceOf(state.Channel),
                pin.Ts,
                author,
                workspace.LinkTo(state.Channel, pin.Ts, pin.Thread),
                pin.Files
            )
            {
                AsOf = PinnedHere.Mark(answers.GetValueOrDefault(TextField, "")) == pin.Words ? pin.AsOf : null,
            },
        };
        var by = new Inbound(author, incident.ZoneId, SlackPlatform.PlaceOf(state.Channel), "", $"slack/{what.TriggerId}");
        var reply = await bot.Desk.HandleAsync(incident.Id, entry, by, cancellation);
        if (reply.Outcome == Outcome.Refused)
        {
            return FormRefusal.Of(said.Length > 0 ? TimeField : TextField, reply.Card);
        }

        await requests.MarkAsync(new PinRequest("", state.Channel, pin.Ts, ByShortcut, true, pin.Ts, 0), cancellation);
        afterwards.Begin(
            "telling that a message is on the timeline",
            stopping => privately.SayAsync(state.Channel, what.UserId, reply.Card, null, stopping)
        );
        return SlackResponse.Empty;
    }

    private (Moment? When, string? Wrong) Read(string said, Incident incident)
    {
        var context = new TimeContext(bot.Clock.GetCurrentInstant(), incident.Zone, incident.StartedAt?.From);
        var reading = TimeReader.ReadLeading(said, context);
        reading = reading.Found || reading.Wrong is not null ? reading : TimeReader.ReadLeading("at " + said, context);
        return reading is { Found: true, When: { } when } && reading.Rest.Trim().Length == 0
            ? (when, null)
            : (null, reading.Wrong ?? "That is no time. Type 10:45, 15m ago, around 15:00 or between 14:00 and 16:00.");
    }

    private async Task OpenAsync(Interaction what, CancellationToken stopping)
    {
        var incident = await incidents.HereAsync(what.Channel, stopping);
        var question = incident is null ? await incidents.QuestionAsync(closedToo: false, stopping) : null;
        if (incident is null && question is null)
        {
            await privately.AnswerAsync(
                what.ResponseUrl,
                Card.Of("This channel belongs to no incident and none is open, so nothing was recorded."),
                instead: false,
                stopping
            );
            return;
        }

        FormField[] fields = [.. question is null ? [] : new[] { question }, .. Fields(what, incident)];
        var form = new Form("Add to timeline", "", [.. fields], "Add");
        var state = ModalState.Of(form, what.Channel) with { Pin = PinnedHere.Of(what, people), Incident = incident?.Id.Number ?? 0 };
        await views.OpenAsync(what.TriggerId, form, state, onTop: false, stopping, Modal.PinCallback);
    }

    private IEnumerable<FormField> Fields(Interaction what, Incident? incident)
    {
        var at = SlackMessages.TimeOf(what.MessageTs);
        var zone = incident?.Zone ?? TimeZones.Get(people.SpeakerOf(what.UserId, what.UserName).ZoneId);
        var words = MessageWords.Of(what.Message, people);
        yield return new FormField(
            TextField,
            words.Length <= Modal.InputText
                ? "What happened?"
                : "What happened? This is the beginning; the entry links to the whole message",
            FieldKind.Paragraph,
            Initial: words
        );
        yield return new FormField(
            TimeField,
            $"When? Empty means when it was written, {TimeText.DateAndClock(at, zone)}",
            IsRequired: false
        );
    }
}
