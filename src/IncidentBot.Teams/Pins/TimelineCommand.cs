using System.Collections.Immutable;
using System.Text.Json;
using Dapper;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Teams.Cards;
using IncidentBot.Teams.Forms;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.People;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Teams.Pins;

/// <summary>"Add to timeline" in the menu of a message: a dialog with its text and time, to be changed before it is recorded.</summary>
internal sealed class MessageCommand(Bot bot, TeamsPeople people, Places places)
{
    /// <summary>The command's name in the manifest.</summary>
    public const string CommandId = "addToTimeline";

    private const string TextField = "text";
    private const string TimeField = "time";
    private const string IncidentField = "incident";
    private const int MostIncidents = 50;
    private const int LongestTitle = 100;
    private const int LongestWords = 400;

    /// <summary>Opens the dialog.</summary>
    public async Task<InvokeResponse> FetchAsync(Activity invoke, CancellationToken cancellation)
    {
        if (invoke.Value.Text("commandId") != CommandId || Message(invoke) is not { } message)
        {
            return InvokeResponse.Bad;
        }

        var incident = await HereAsync(invoke, cancellation);
        var open = incident is null ? await OpenIncidentsAsync(cancellation) : [];
        return incident is null && open.IsEmpty
            ? InvokeResponse.DialogEnds("This conversation belongs to no incident and none is open, so nothing was recorded.")
            : Dialog.Of(FormOf(message, incident, open, invoke), []);
    }

    /// <summary>Records what the dialog says.</summary>
    public async Task<InvokeResponse> SubmitAsync(Activity invoke, CancellationToken cancellation)
    {
        var data = invoke.Value.Find("data");
        if (invoke.Value.Text("commandId") != CommandId || Message(invoke) is not { } message || ButtonData.ReadForm(data) is not { } form)
        {
            return InvokeResponse.Bad;
        }

        if (await ChosenAsync(invoke, data, cancellation) is not { } incident)
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
        var entry = new AddEntry(data.Text(TextField).Trim())
        {
            When = when,
            Source = new PinnedMessage(place, message.Id, message.Author, message.Link.Length > 0 ? message.Link : null),
        };
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

    private async Task<Incident?> HereAsync(Activity invoke, CancellationToken cancellation) =>
        await bot.Channels.FindAsync(await places.OfAsync(invoke, cancellation), cancellation) is { } id
            ? await bot.Store.FindAsync(id, cancellation)
            : null;

    // What the dialog chose may be anything that a client sends; a private incident is only chosen where it lives.
    private async Task<Incident?> ChosenAsync(Activity invoke, JsonElement data, CancellationToken cancellation)
    {
        if (await HereAsync(invoke, cancellation) is { } here)
        {
            return here;
        }

        var chosen =
            int.TryParse(data.Text(IncidentField), out var number) && number > 0
                ? await bot.Store.FindAsync(new IncidentId(number), cancellation)
                : null;
        return chosen is { IsPrivate: true } && !chosen.Knows(people.SpeakerOf(invoke).Person) ? null : chosen;
    }

    private Form FormOf(Chosen message, Incident? incident, ImmutableArray<FieldChoice> open, Activity invoke)
    {
        var zone = incident?.Zone ?? TimeZones.Get(people.SpeakerOf(invoke).ZoneId);
        var text = new FormField(TextField, "What happened?", FieldKind.Paragraph, Initial: message.Text);
        var time = new FormField(
            TimeField,
            $"When? Empty means when it was written, {TimeText.DateAndClock(message.At, zone)}",
            IsRequired: false
        );
        return new Form(
            "Add to timeline",
            "",
            incident is not null
                ? [text, time]
                : [new FormField(IncidentField, "Which incident?", FieldKind.Choice) { Choices = open }, text, time],
            "Add"
        );
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

    private async Task<ImmutableArray<FieldChoice>> OpenIncidentsAsync(CancellationToken cancellation)
    {
        var rows = await bot.Database.ReadAsync(
            connection =>
                connection.QueryAsync<(long Number, string Title)>(
                    "select number, title from incidents where status <> 'closed' and not private order by number desc limit @most",
                    new { most = MostIncidents }
                ),
            cancellation
        );
        return
        [
            .. rows.Select(row => new FieldChoice(
                $"{row.Number}",
                CardText.Shortened($"INC-{row.Number} {Mentions.InWords(row.Title)}", LongestTitle)
            )),
        ];
    }

    private Chosen? Message(Activity invoke)
    {
        var message = invoke.Value.Find("messagePayload");
        if (message.Text("id").Length == 0 || !DateTimeOffset.TryParse(message.Text("createdDateTime"), out var at))
        {
            return null;
        }

        var user = message.Find("from").Find("user");
        var author =
            user.Text("id").Length > 0
                ? people.PersonOfAccount(user.Text("id"), user.Text("displayName"))
                : new Person(
                    TeamsPlatform.PlatformName + ":app",
                    message.Find("from").Find("application").Text("displayName") is { Length: > 0 } app ? app : "an app"
                );
        var body = message.Find("body");
        var text = body.Text("contentType") == "text" ? body.Text("content") : TeamsWords.OfHtml(body.Text("content"));
        return new Chosen(message.Text("id"), Instant.FromDateTimeOffset(at), author, text.Trim(), message.Text("linkToMessage"));
    }

    private sealed record Chosen(string Id, Instant At, Person Author, string Text, string Link);
}
