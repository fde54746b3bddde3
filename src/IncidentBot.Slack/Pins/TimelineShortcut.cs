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
internal sealed class TimelineShortcut(Bot bot, MessageForms forms, PinRequests requests, SlackPeople people)
{
    /// <summary>The shortcut's name in the manifest.</summary>
    public const string Callback = "add_to_timeline";

    private const string TimeField = "time";

    // A pin by this way is nobody's reaction, and goes with nobody's.
    private const string ByShortcut = "shortcut";

    public Task<SlackResponse> BeginAsync(Interaction what) =>
        forms.BeginAsync(
            what,
            new MessageForm(
                "Add to timeline",
                Modal.PinCallback,
                ClosedToo: false,
                "This channel belongs to no incident and none is open, so nothing was recorded.",
                incident => Fields(what, incident)
            )
        );

    public async Task<SlackResponse> SubmitAsync(Interaction what, CancellationToken cancellation)
    {
        var (read, instead) = await forms.ReadAsync(what, cancellation);
        if (read is not { } filled)
        {
            return instead;
        }

        var (pin, answers, incident) = (filled.Pin, filled.Answers, filled.Incident);
        var at = SlackMessages.TimeOf(pin.Ts);
        var said = answers.GetValueOrDefault(TimeField, "");
        var context = new TimeContext(bot.Clock.GetCurrentInstant(), incident.Zone, incident.StartedAt?.From);
        var (when, wrong) = said.Length == 0 ? (Moment.Exact(at, incident.ZoneId), null) : TimeAnswer.Read(said, context);
        if (when is null)
        {
            return FormRefusal.Of(TimeField, wrong!);
        }

        var author = SlackPlatform.PersonOf(pin.Author, pin.AuthorName);
        var entry = new AddEntry(answers.GetValueOrDefault(MessageForms.TextField, "").Trim())
        {
            When = when,
            Source = new PinnedMessage(SlackPlatform.PlaceOf(filled.Channel), pin.Ts, author, forms.LinkTo(filled), pin.Files)
            {
                AsOf = PinnedHere.Mark(answers.GetValueOrDefault(MessageForms.TextField, "")) == pin.Words ? pin.AsOf : null,
            },
        };
        var by = new Inbound(author, incident.ZoneId, SlackPlatform.PlaceOf(filled.Channel), "", $"slack/{what.TriggerId}");
        var reply = await bot.Desk.HandleAsync(incident.Id, entry, by, cancellation);
        if (reply.Outcome == Outcome.Refused)
        {
            return FormRefusal.Of(said.Length > 0 ? TimeField : MessageForms.TextField, reply.Card);
        }

        await requests.MarkAsync(new PinRequest("", filled.Channel, pin.Ts, ByShortcut, true, pin.Ts, 0), cancellation);
        forms.Tell("telling that a message is on the timeline", what, filled, reply.Card);
        return SlackResponse.Empty;
    }

    private IEnumerable<FormField> Fields(Interaction what, Incident? incident)
    {
        var at = SlackMessages.TimeOf(what.MessageTs);
        var zone = incident?.Zone ?? TimeZones.Get(people.SpeakerOf(what.UserId, what.UserName).ZoneId);
        var words = MessageWords.Of(what.Message, people);
        yield return new FormField(
            MessageForms.TextField,
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
