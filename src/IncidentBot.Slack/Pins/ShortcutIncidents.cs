using Dapper;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Slack.Forms;

namespace IncidentBot.Slack.Pins;

/// <summary>Which incident a message shortcut is about: that of the channel, else one that the person chooses.</summary>
internal sealed class ShortcutIncidents(Bot bot, ChannelDirectory channels)
{
    /// <summary>The field that asks for it.</summary>
    public const string Field = "incident";

    // What is promised is often promised when all is over.
    private const string Open = """
        select number, title from incidents where status <> 'closed' and not private order by number desc limit @most
        """;
    private const string All = """
        select number, title from incidents where not private order by case when status = 'closed' then 1 else 0 end, number desc limit @most
        """;

    /// <summary>The incident of the channel; null where it belongs to none.</summary>
    public async Task<Incident?> HereAsync(string channel, CancellationToken cancellation) =>
        await channels.FindAsync(SlackPlatform.PlaceOf(channel), cancellation) is { } id
            ? await bot.Store.FindAsync(id, cancellation)
            : null;

    /// <summary>The question that asks for one; null where there is none to choose.</summary>
    public async Task<FormField?> QuestionAsync(bool closedToo, CancellationToken cancellation)
    {
        var rows = await bot.Database.ReadAsync(
            connection => connection.QueryAsync<(long Number, string Title)>(closedToo ? All : Open, new { most = Modal.MostOptions }),
            cancellation
        );
        var choices = rows.Select(row => new FieldChoice($"{row.Number}", $"INC-{row.Number} {Mentions.InWords(row.Title)}")).ToList();
        return choices.Count == 0 ? null : new FormField(Field, "Which incident?", FieldKind.Choice) { Choices = [.. choices] };
    }

    /// <summary>The one that a form is about; null where it is none, or one that the person is not to know of.</summary>
    public async Task<Incident?> ChosenAsync(
        ModalState state,
        IReadOnlyDictionary<string, string> answers,
        Person who,
        CancellationToken cancellation
    )
    {
        var number = int.TryParse(answers.GetValueOrDefault(Field), out var chosen) ? chosen : state.Incident;
        var incident = await bot.Store.FindAsync(new IncidentId(number), cancellation);
        return incident is { IsPrivate: true } && number != state.Incident && !incident.Knows(who) ? null : incident;
    }
}
