using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Teams.Forms;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.People;
using IncidentBot.Timeline;
using IncidentBot.Times;

namespace IncidentBot.Teams.Pins;

/// <summary>"Add to timeline" in the menu of a message: a dialog with its text and time, to be changed before it is recorded.</summary>
internal sealed class TimelineCommand(Bot bot, MessageIncidents incidents, TeamsPeople people, Places places)
{
    /// <summary>The command's name in the manifest.</summary>
    public const string CommandId = "addToTimeline";

    private const string TextField = "text";
    private const string TimeField = "time";
    private const int LongestWords = 400;

    /// <summary>Opens the dialog.</summary>
    public async Task<InvokeResponse> FetchAsync(Activity invoke, CancellationToken cancellation)
    {
        if (ChosenMessage.Of(invoke, people) is not { } message)
        {
            return InvokeResponse.Bad;
        }

        var incident = await incidents.HereAsync(invoke, cancellation);
        var question = incident is null ? await incidents.QuestionAsync(closedToo: false, cancellation) : null;
        return incident is null && question is null
            ? InvokeResponse.DialogEnds("This conversation belongs to no incident and none is open, so nothing was recorded.")
            : Dialog.Of(FormOf(message, incident, question, invoke), []);
    }

    /// <summary>Records what the dialog says.</summary>
    public async Task<InvokeResponse> SubmitAsync(Activity invoke, CancellationToken cancellation)
    {
        var data = invoke.Value.Find("data");
        if (ChosenMessage.Of(invoke, people) is not { } message || ButtonData.ReadForm(data) is not { } form)
        {
            return InvokeResponse.Bad;
        }

        if (await incidents.ChosenAsync(invoke, data, cancellation) is not { } incident)
        {
            return Again("That incident is not known any more, so nothing was recorded.");
        }

        var said = data.Text(TimeField).Trim();
        var (when, wrong) = said.Length == 0 ? (Moment.Exact(message.At, incident.ZoneId), null) : Read(said, incident);
        if (when is null)
        {
            return Again(wrong!);
        }

        var place = await places.OfAsync(invoke, cancellation);
        var entry = new AddEntry(data.Text(TextField).Trim()) { When = when, Source = message.In(place) };
        var by = new Inbound(message.Author, incident.ZoneId, place, "", invoke.Identity);
        var reply = await bot.Desk.HandleAsync(incident.Id, entry, by, cancellation);
        var words = AdaptiveCards.Phrase(reply.Card, LongestWords);
        return reply.Outcome == Outcome.Refused ? Again(words) : InvokeResponse.DialogEnds(words);

        InvokeResponse Again(string because) =>
            Dialog.Of(
                form,
                [],
                form.Fields.ToDictionary(field => field.Name, field => data.Text(field.Name), StringComparer.Ordinal),
                because
            );
    }

    private Form FormOf(ChosenMessage message, Incident? incident, FormField? question, Activity invoke)
    {
        var zone = incident?.Zone ?? TimeZones.Get(people.SpeakerOf(invoke).ZoneId);
        var text = new FormField(TextField, "What happened?", FieldKind.Paragraph, Initial: message.Text);
        var time = new FormField(
            TimeField,
            $"When? Empty means when it was written, {TimeText.DateAndClock(message.At, zone)}",
            IsRequired: false
        );
        return new Form("Add to timeline", "", question is null ? [text, time] : [question, text, time], "Add");
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
}
