using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Teams.Forms;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.People;
using IncidentBot.Times;
using NodaTime.Text;

namespace IncidentBot.Teams.Pins;

/// <summary>"Add task" in the menu of a message: somebody has promised something there, and it becomes a corrective task.</summary>
/// <remarks>The dialog begins with what the message says: its words, who is mentioned in it or else wrote it, and the day that it names.</remarks>
internal sealed class TaskCommand(Bot bot, MessageIncidents incidents, TeamsPeople people, Places places)
{
    /// <summary>The command's name in the manifest.</summary>
    public const string CommandId = "addTask";

    private const string TextField = "text";
    private const string OwnerField = "owner";
    private const string DueField = "due";
    private const int LongestWords = 400;

    /// <summary>Opens the dialog.</summary>
    public async Task<InvokeResponse> FetchAsync(Activity invoke, CancellationToken cancellation)
    {
        if (ChosenMessage.Of(invoke, people) is not { } message)
        {
            return InvokeResponse.Bad;
        }

        var incident = await incidents.HereAsync(invoke, cancellation);
        var question = incident is null ? await incidents.QuestionAsync(closedToo: true, cancellation) : null;
        return incident is null && question is null
            ? InvokeResponse.DialogEnds("There is no incident yet that a task could belong to, so nothing was recorded.")
            : Dialog.Of(FormOf(message, question, invoke), people.Offered());
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

        var answers = Dialog.Answers(data, form, id => people.PersonOf(id, ""));
        var named = answers.GetValueOrDefault(OwnerField, "");
        var owner = OwnerOf(named);
        if (owner is null && named.Length > 0)
        {
            return Again(
                $"The bot knows nobody called “{named.TrimStart('@')}”, so nothing was recorded. Leave it empty, or write the whole name."
            );
        }

        var place = await places.OfAsync(invoke, cancellation);
        var task = new AddTask(answers.GetValueOrDefault(TextField, ""))
        {
            Owner = owner,
            Due = LocalDatePattern.Iso.Parse(answers.GetValueOrDefault(DueField, "")) is { Success: true, Value: var day } ? day : null,
            Source = message.In(place),
        };
        var speaker = people.SpeakerOf(invoke);
        var by = new Inbound(speaker.Person, speaker.ZoneId, place, "", invoke.Identity) { IsSeen = false };
        var reply = await bot.Desk.HandleAsync(incident.Id, task, by, cancellation);
        var words = AdaptiveCards.Phrase(reply.Card, LongestWords);
        return reply.Outcome == Outcome.Refused ? Again(words) : InvokeResponse.DialogEnds(words);

        InvokeResponse Again(string because) =>
            Dialog.Of(
                form,
                people.Offered(),
                form.Fields.ToDictionary(field => field.Name, field => data.Text(field.Name), StringComparer.Ordinal),
                because
            );
    }

    private Party? OwnerOf(string named)
    {
        if (Mentions.Read(named, out var who, out _))
        {
            return new Party(who.Name, who);
        }

        // Where nobody could be offered, the name was typed.
        var found = people
            .Offered()
            .FirstOrDefault(one => one.Name.Equals(named.TrimStart('@').Trim(), StringComparison.OrdinalIgnoreCase));
        return found is null ? null : new Party(found.Name, found);
    }

    private Form FormOf(ChosenMessage message, FormField? question, Activity invoke)
    {
        var zone = TimeZones.Get(people.SpeakerOf(invoke).ZoneId);
        var today = bot.Clock.GetCurrentInstant().InZone(zone).Date;
        var due = PromisedDay.In(message.Text, message.At.InZone(zone).Date);
        FormField[] fields =
        [
            new(TextField, "What is promised?", FieldKind.Paragraph, Initial: message.Text),
            new(OwnerField, "By whom?", FieldKind.Person, IsRequired: false, Initial: Promiser(message)),
            new(
                DueField,
                "By when?",
                FieldKind.Date,
                IsRequired: false,
                Initial: due >= today ? LocalDatePattern.Iso.Format(due.Value) : null
            ),
        ];
        return new Form("Add task", "", question is null ? [.. fields] : [question, .. fields], "Add");
    }

    // Who is asked is mentioned; else whoever wrote it promises it. An app promises nothing.
    private static string? Promiser(ChosenMessage message) =>
        (message.Mentioned ?? (message.IsOfAPerson ? message.Author : null)) is { } who
        && TeamsPlatform.UserIdOf(who) is { } id
        && id.StartsWith("29:", StringComparison.Ordinal)
            ? id
            : null;
}
