using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.People;
using IncidentBot.Teams.Forms;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.People;
using IncidentBot.Times;

namespace IncidentBot.Teams.Pins;

/// <summary>"Add task" in the menu of a message: somebody has promised something there, and it becomes a corrective task.</summary>
/// <remarks>The dialog begins with what the message says: its words, who is mentioned in it or else wrote it, and the day that it names.</remarks>
internal sealed class TaskCommand(Bot bot, MessageDialogs dialogs, TeamsPeople people)
{
    /// <summary>The command's name in the manifest.</summary>
    public const string CommandId = "addTask";

    /// <summary>Opens the dialog.</summary>
    public Task<InvokeResponse> FetchAsync(Activity invoke, CancellationToken cancellation)
    {
        var zone = TimeZones.Get(people.SpeakerOf(invoke).ZoneId);
        return dialogs.OpenAsync(
            invoke,
            new MessageDialog(
                "Add task",
                ClosedToo: true,
                "There is no incident yet that a task could belong to, so nothing was recorded.",
                (message, _) => TaskOfMessage.Questions(message.Text, Promiser(message), message.At, bot.Clock.GetCurrentInstant(), zone)
            ),
            cancellation
        );
    }

    /// <summary>Records what the dialog says.</summary>
    public async Task<InvokeResponse> SubmitAsync(Activity invoke, CancellationToken cancellation)
    {
        var (read, instead) = await dialogs.ReadAsync(invoke, cancellation);
        if (read is not { } filled)
        {
            return instead;
        }

        var answers = Dialog.Answers(filled.Data, filled.Form, id => people.PersonOf(id, ""));
        var named = answers.GetValueOrDefault(TaskOfMessage.Owner, "");
        var owner = OwnerOf(named, filled.Offered);
        if (owner is null && named.Length > 0)
        {
            return filled.Again(
                $"The bot knows nobody called “{named.TrimStart('@')}”, so nothing was recorded. Leave it empty, or write the whole name."
            );
        }

        var task = new AddTask(answers.GetValueOrDefault(TaskOfMessage.Text, ""))
        {
            Owner = owner,
            Due = TaskOfMessage.DueOf(answers),
            Source = filled.Message.In(filled.Place),
        };
        var speaker = people.SpeakerOf(invoke);
        var by = new Inbound(speaker.Person, speaker.ZoneId, filled.Place, "", invoke.Identity) { IsSeen = false };
        return filled.End(await bot.Desk.HandleAsync(filled.Incident.Id, task, by, cancellation));
    }

    private static Party? OwnerOf(string named, IReadOnlyList<Person> offered)
    {
        if (Mentions.Read(named, out var who, out _))
        {
            return new Party(who.Name, who);
        }

        // Where nobody could be offered, the name was typed.
        var found = offered.FirstOrDefault(one => one.Name.Equals(named.TrimStart('@').Trim(), StringComparison.OrdinalIgnoreCase));
        return found is null ? null : new Party(found.Name, found);
    }

    // Who is asked is mentioned; else whoever wrote it promises it. An app promises nothing.
    private static string? Promiser(ChosenMessage message) =>
        (message.Mentioned ?? (message.IsOfAPerson ? message.Author : null)) is { } who
        && TeamsPlatform.UserIdOf(who) is { } id
        && id.StartsWith("29:", StringComparison.Ordinal)
            ? id
            : null;
}
