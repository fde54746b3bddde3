using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Slack.Forms;

namespace IncidentBot.Slack.Pins;

/// <summary>Which incident a message shortcut is about: that of the channel, else one that the person chooses.</summary>
internal sealed class ShortcutIncidents(Bot bot, ChannelDirectory channels)
{
    /// <summary>The incident of the channel; null where it belongs to none.</summary>
    public async Task<Incident?> HereAsync(string channel, CancellationToken cancellation) =>
        await channels.FindAsync(SlackPlatform.PlaceOf(channel), cancellation) is { } id
            ? await bot.Store.FindAsync(id, cancellation)
            : null;

    /// <summary>The question that asks for one; null where there is none to choose.</summary>
    public Task<FormField?> QuestionAsync(bool closedToo, CancellationToken cancellation) =>
        new WhichIncident(bot.Database).AskAsync(closedToo, Modal.MostOptions, cancellation);

    /// <summary>The one that a form is about; null where it is none, or one that the person is not to know of.</summary>
    public async Task<Incident?> ChosenAsync(
        ModalState state,
        IReadOnlyDictionary<string, string> answers,
        Person who,
        CancellationToken cancellation
    )
    {
        var number = int.TryParse(answers.GetValueOrDefault(WhichIncident.Field), out var chosen) ? chosen : state.Incident;
        var incident = await bot.Store.FindAsync(new IncidentId(number), cancellation);
        return incident is { IsPrivate: true } && number != state.Incident && !incident.Knows(who) ? null : incident;
    }
}
