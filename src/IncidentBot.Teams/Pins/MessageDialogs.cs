using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Teams.Forms;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.People;

namespace IncidentBot.Teams.Pins;

/// <summary>What a command in the menu of a message asks.</summary>
/// <param name="Title">What stands above the dialog.</param>
/// <param name="ClosedToo">Whether it may belong to a closed incident.</param>
/// <param name="Nowhere">What is said where there is no incident that it could belong to.</param>
/// <param name="Fields">The questions; in the incident of the conversation, where it has one.</param>
internal sealed record MessageDialog(
    string Title,
    bool ClosedToo,
    string Nowhere,
    Func<ChosenMessage, Incident?, IEnumerable<FormField>> Fields
);

/// <summary>What somebody has put into the dialog.</summary>
internal sealed record FilledDialog(
    ChosenMessage Message,
    Form Form,
    JsonElement Data,
    Incident Incident,
    Place Place,
    IReadOnlyList<Person> Offered
)
{
    private const int LongestWords = 400;

    /// <summary>The dialog again, as it was filled in, with what is wrong.</summary>
    public InvokeResponse Again(string because) => Again(Form, Data, Offered, because);

    /// <summary>What became of it: the dialog ends with it, or stays open where it was refused.</summary>
    public InvokeResponse End(Reply reply)
    {
        var words = AdaptiveCards.Phrase(reply.Card, LongestWords);
        return reply.Outcome == Outcome.Refused ? Again(words) : InvokeResponse.DialogEnds(words);
    }

    /// <summary>The same before it is known what it is about.</summary>
    public static InvokeResponse Again(Form form, JsonElement data, IReadOnlyList<Person> offered, string because) =>
        Dialog.Of(
            form,
            offered,
            form.Fields.ToDictionary(field => field.Name, field => data.Text(field.Name), StringComparer.Ordinal),
            because
        );
}

/// <summary>The way of a command in the menu of a message: a dialog about the message opens, and comes back.</summary>
internal sealed class MessageDialogs(MessageIncidents incidents, TeamsPeople people, Places places)
{
    /// <summary>Opens the dialog.</summary>
    public async Task<InvokeResponse> OpenAsync(Activity invoke, MessageDialog asked, CancellationToken cancellation)
    {
        if (ChosenMessage.Of(invoke, people) is not { } message)
        {
            return InvokeResponse.Bad;
        }

        var incident = await incidents.HereAsync(invoke, cancellation);
        var question = incident is null ? await incidents.QuestionAsync(asked.ClosedToo, cancellation) : null;
        if (incident is null && question is null)
        {
            return InvokeResponse.DialogEnds(asked.Nowhere);
        }

        FormField[] fields = [.. question is null ? [] : new[] { question }, .. asked.Fields(message, incident)];
        var form = new Form(asked.Title, "", [.. fields], "Add");
        return Dialog.Of(form, OfferedIn(form));
    }

    /// <summary>Reads a dialog that came back; null with the answer to give where it cannot be taken.</summary>
    public async Task<(FilledDialog? Filled, InvokeResponse Instead)> ReadAsync(Activity invoke, CancellationToken cancellation)
    {
        var data = invoke.Value.Find("data");
        if (ChosenMessage.Of(invoke, people) is not { } message || ButtonData.ReadForm(data) is not { } form)
        {
            return (null, InvokeResponse.Bad);
        }

        var offered = OfferedIn(form);
        return await incidents.ChosenAsync(invoke, data, cancellation) is { } incident
            ? (new FilledDialog(message, form, data, incident, await places.OfAsync(invoke, cancellation), offered), InvokeResponse.Empty)
            : (null, FilledDialog.Again(form, data, offered, "That incident is not known any more, so nothing was recorded."));
    }

    private IReadOnlyList<Person> OfferedIn(Form form) => form.Fields.Any(field => field.Kind == FieldKind.Person) ? people.Offered() : [];
}
