using System.Text.Json;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Teams.Cards;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.People;

namespace IncidentBot.Teams.Pins;

/// <summary>Which incident a command of a message's menu is about: that of the conversation, else one that the person chooses.</summary>
internal sealed class MessageIncidents(Bot bot, TeamsPeople people, Places places)
{
    private const int Most = 50;
    private const int LongestTitle = 100;

    /// <summary>The incident of the conversation; null where it belongs to none.</summary>
    public async Task<Incident?> HereAsync(Activity invoke, CancellationToken cancellation) =>
        await bot.Channels.FindAsync(await places.OfAsync(invoke, cancellation), cancellation) is { } id
            ? await bot.Store.FindAsync(id, cancellation)
            : null;

    /// <summary>The question that asks for one; null where there is none to choose.</summary>
    public async Task<FormField?> QuestionAsync(bool closedToo, CancellationToken cancellation)
    {
        var question = await new WhichIncident(bot.Database).AskAsync(closedToo, Most, cancellation);
        return question is null
            ? null
            : question with
            {
                Choices = [.. question.Choices.Select(choice => choice with { Label = CardText.Shortened(choice.Label, LongestTitle) })],
            };
    }

    /// <summary>The one that a dialog is about; null where it is none, or one that the person is not to know of.</summary>
    /// <remarks>What the dialog chose may be anything that a client sends; a private incident is only chosen where it lives.</remarks>
    public async Task<Incident?> ChosenAsync(Activity invoke, JsonElement data, CancellationToken cancellation)
    {
        if (await HereAsync(invoke, cancellation) is { } here)
        {
            return here;
        }

        var chosen =
            int.TryParse(data.Text(WhichIncident.Field), out var number) && number > 0
                ? await bot.Store.FindAsync(new IncidentId(number), cancellation)
                : null;
        return chosen is { IsPrivate: true } && !chosen.Knows(people.SpeakerOf(invoke).Person) ? null : chosen;
    }
}
