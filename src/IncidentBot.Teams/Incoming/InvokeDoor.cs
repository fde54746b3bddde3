using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Teams.Forms;
using IncidentBot.Teams.People;
using IncidentBot.Teams.Pins;

namespace IncidentBot.Teams.Incoming;

/// <summary>Buttons, dialogs and the menu of a message: Teams waits for the answer in the response, for five seconds.</summary>
internal sealed class InvokeDoor(
    IncidentDesk desk,
    IncidentStore store,
    ChannelDirectory channels,
    TeamsPeople people,
    Places places,
    TimelineCommand timelineCommand,
    TaskCommand taskCommand,
    AdaptiveCards cards,
    NodaTime.IClock clock
)
{
    private const int WordsUnderACard = 400;

    public Task<InvokeResponse> HandleAsync(Activity invoke, CancellationToken cancellation) =>
        invoke.Name switch
        {
            "adaptiveCard/action" => PressAsync(invoke, cancellation),
            "task/fetch" => Task.FromResult(Fetch(invoke)),
            "task/submit" => SubmitAsync(invoke, cancellation),
            "composeExtension/fetchTask" => FetchOfMessageAsync(invoke, cancellation),
            "composeExtension/submitAction" => SubmitOfMessageAsync(invoke, cancellation),
            _ => Task.FromResult(InvokeResponse.Unknown),
        };

    private Task<InvokeResponse> FetchOfMessageAsync(Activity invoke, CancellationToken cancellation) =>
        invoke.Value.Text("commandId") switch
        {
            TimelineCommand.CommandId => timelineCommand.FetchAsync(invoke, cancellation),
            TaskCommand.CommandId => taskCommand.FetchAsync(invoke, cancellation),
            _ => Task.FromResult(InvokeResponse.Bad),
        };

    private Task<InvokeResponse> SubmitOfMessageAsync(Activity invoke, CancellationToken cancellation) =>
        invoke.Value.Text("commandId") switch
        {
            TimelineCommand.CommandId => timelineCommand.SubmitAsync(invoke, cancellation),
            TaskCommand.CommandId => taskCommand.SubmitAsync(invoke, cancellation),
            _ => Task.FromResult(InvokeResponse.Bad),
        };

    private async Task<InvokeResponse> PressAsync(Activity invoke, CancellationToken cancellation)
    {
        var action = invoke.Value.Find("action");
        var data = action.Find("data");
        var stateOf =
            data.Find(ButtonData.StateOf) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var found) ? found : 0;
        switch (action.Text("verb"))
        {
            case ButtonData.StateVerb:
                return await StateAsync(invoke, stateOf, cancellation) ?? InvokeResponse.Words("There is nothing newer.");
            case ButtonData.SayVerb when data.Text(ButtonData.Command) is { Length: > 0 } command:
                var reply = await desk.HandleAsync(await InboundAsync(invoke, command, cancellation), cancellation);
                return reply.Outcome == Outcome.Recorded && stateOf > 0 && await StateAsync(invoke, stateOf, cancellation) is { } state
                    ? state
                    : Shown(reply);
            default:
                return InvokeResponse.Bad;
        }
    }

    // An answer with something to press takes the card's place; other answers are words below it.
    private InvokeResponse Shown(Reply reply) =>
        reply.Outcome != Outcome.Recorded && reply.Card.Parts.Length > 1
            ? InvokeResponse.Card(json => cards.WriteCard(json, reply.Card))
            : InvokeResponse.Words(AdaptiveCards.Phrase(reply.Card, WordsUnderACard));

    private async Task<InvokeResponse?> StateAsync(Activity invoke, int number, CancellationToken cancellation)
    {
        if (number <= 0 || await store.FindAsync(new IncidentId(number), cancellation) is not { } incident)
        {
            return null;
        }

        // To an outsider a private incident is one that does not exist.
        var place = await places.OfAsync(invoke, cancellation);
        var maySee =
            !incident.IsPrivate
            || await channels.FindAsync(place, cancellation) == incident.Id
            || incident.Knows(people.SpeakerOf(invoke).Person);
        var card = IncidentCard.Header(incident, clock.GetCurrentInstant());
        return maySee ? InvokeResponse.Card(json => cards.WriteCard(json, card)) : null;
    }

    private InvokeResponse Fetch(Activity invoke) =>
        ButtonData.ReadForm(invoke.Value.Find("data")) is { } form ? Dialog.Of(form, people.Offered()) : InvokeResponse.Bad;

    private async Task<InvokeResponse> SubmitAsync(Activity invoke, CancellationToken cancellation)
    {
        var data = invoke.Value.Find("data");
        if (ButtonData.ReadForm(data) is not { } form)
        {
            return InvokeResponse.Bad;
        }

        var answers = Dialog.Answers(data, form, id => people.PersonOf(id, ""));
        var reply = await desk.HandleAsync(await InboundAsync(invoke, form.Command(answers), cancellation), cancellation);
        if (reply.Outcome == Outcome.Refused)
        {
            // The dialog stays open with what was put in; when it comes again it is another activity.
            return Dialog.Of(form, people.Offered(), Typed(data, form), AdaptiveCards.Phrase(reply.Card, WordsUnderACard));
        }

        // What was recorded is posted in the incident's channel; who sent it from there sees it there.
        return reply.Outcome == Outcome.Recorded && await IsInIncidentAsync(invoke, reply, cancellation)
            ? InvokeResponse.Empty
            : InvokeResponse.DialogEnds(AdaptiveCards.Phrase(reply.Card, WordsUnderACard));
    }

    private static Dictionary<string, string> Typed(JsonElement data, Form form) =>
        form.Fields.ToDictionary(field => field.Name, field => data.Text(field.Name), StringComparer.Ordinal);

    private async Task<bool> IsInIncidentAsync(Activity invoke, Reply reply, CancellationToken cancellation) =>
        reply.Incident is { } number
        && await channels.FindAsync(await places.OfAsync(invoke, cancellation), cancellation) is { } here
        && here.Number == number;

    private async Task<Inbound> InboundAsync(Activity invoke, string command, CancellationToken cancellation)
    {
        var speaker = people.SpeakerOf(invoke);
        return new Inbound(speaker.Person, speaker.ZoneId, await places.OfAsync(invoke, cancellation), command, invoke.Identity)
        {
            IsSeen = false,
        };
    }
}
