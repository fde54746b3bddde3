using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.People;
using IncidentBot.Timeline;
using IncidentBot.Times;

namespace IncidentBot.Teams.Pins;

/// <summary>"Add to timeline" in the menu of a message: a dialog with its text and time, to be changed before it is recorded.</summary>
internal sealed class TimelineCommand(Bot bot, MessageDialogs dialogs, TeamsPeople people)
{
    /// <summary>The command's name in the manifest.</summary>
    public const string CommandId = "addToTimeline";

    private const string TextField = "text";
    private const string TimeField = "time";

    /// <summary>Opens the dialog.</summary>
    public Task<InvokeResponse> FetchAsync(Activity invoke, CancellationToken cancellation) =>
        dialogs.OpenAsync(
            invoke,
            new MessageDialog(
                "Add to timeline",
                ClosedToo: false,
                "This conversation belongs to no incident and none is open, so nothing was recorded.",
                (message, incident) => Questions(message, incident, invoke)
            ),
            cancellation
        );

    /// <summary>Records what the dialog says.</summary>
    public async Task<InvokeResponse> SubmitAsync(Activity invoke, CancellationToken cancellation)
    {
        var (read, instead) = await dialogs.ReadAsync(invoke, cancellation);
        if (read is not { } filled)
        {
            return instead;
        }

        var (message, incident) = (filled.Message, filled.Incident);
        var said = filled.Data.Text(TimeField).Trim();
        var context = new TimeContext(bot.Clock.GetCurrentInstant(), incident.Zone, incident.StartedAt?.From);
        var (when, wrong) = said.Length == 0 ? (Moment.Exact(message.At, incident.ZoneId), null) : TimeAnswer.Read(said, context);
        if (when is null)
        {
            return filled.Again(wrong!);
        }

        var entry = new AddEntry(filled.Data.Text(TextField).Trim()) { When = when, Source = message.In(filled.Place) };
        var by = new Inbound(message.Author, incident.ZoneId, filled.Place, "", invoke.Identity);
        return filled.End(await bot.Desk.HandleAsync(incident.Id, entry, by, cancellation));
    }

    private IEnumerable<FormField> Questions(ChosenMessage message, Incident? incident, Activity invoke)
    {
        var zone = incident?.Zone ?? TimeZones.Get(people.SpeakerOf(invoke).ZoneId);
        yield return new FormField(TextField, "What happened?", FieldKind.Paragraph, Initial: message.Text);
        yield return new FormField(
            TimeField,
            $"When? Empty means when it was written, {TimeText.DateAndClock(message.At, zone)}",
            IsRequired: false
        );
    }
}
