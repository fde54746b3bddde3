using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.People;
using IncidentBot.Slack.Forms;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Outgoing;
using IncidentBot.Slack.People;
using IncidentBot.Times;

namespace IncidentBot.Slack.Pins;

/// <summary>"Add task" in the menu of a message: somebody has promised something there, and it becomes a corrective task.</summary>
/// <remarks>The form begins with what the message says: its words, who is mentioned in it or else wrote it, and the day that it names.</remarks>
internal sealed class TaskShortcut(Bot bot, MessageForms forms, SlackPeople people)
{
    /// <summary>The shortcut's name in the manifest.</summary>
    public const string Callback = "add_task";

    public Task<SlackResponse> BeginAsync(Interaction what) =>
        forms.BeginAsync(
            what,
            new MessageForm(
                "Add task",
                Modal.TaskCallback,
                ClosedToo: true,
                "There is no incident yet that a task could belong to, so nothing was recorded.",
                _ => Questions(what)
            )
        );

    public async Task<SlackResponse> SubmitAsync(Interaction what, CancellationToken cancellation)
    {
        var (read, instead) = await forms.ReadAsync(what, cancellation);
        if (read is not { } filled)
        {
            return instead;
        }

        var task = TaskOf(filled);
        var place = SlackPlatform.PlaceOf(filled.Channel);
        var identity = what.FormIdentity($"{filled.Incident.Id} {task}");
        var speaker = filled.Speaker;
        var by = new Inbound(speaker.Person, speaker.ZoneId, place, "", identity) { IsSeen = false, KeepsRefusal = false };
        var reply = await bot.Desk.HandleAsync(filled.Incident.Id, task, by, cancellation);
        if (reply.Outcome == Outcome.Refused)
        {
            return FormRefusal.Of(!reply.IsUntaken && task.Due is not null ? TaskOfMessage.Due : TaskOfMessage.Text, reply.Card);
        }

        forms.Tell("telling that a task was added", what, filled, reply.Card);
        return SlackResponse.Empty;
    }

    private AddTask TaskOf(FilledForm filled)
    {
        var pin = filled.Pin;
        var owner = filled.Answers.GetValueOrDefault(TaskOfMessage.Owner, "");
        return new AddTask(filled.Answers.GetValueOrDefault(TaskOfMessage.Text, "").Trim())
        {
            Owner = Mentions.Read(owner, out var who, out _) ? new Party(who.Name, who) : null,
            Due = TaskOfMessage.DueOf(filled.Answers),
            Source = new PinnedMessage(
                SlackPlatform.PlaceOf(filled.Channel),
                pin.Ts,
                SlackPlatform.PersonOf(pin.Author, pin.AuthorName),
                forms.LinkTo(filled)
            ),
        };
    }

    private IEnumerable<FormField> Questions(Interaction what)
    {
        var words = MessageWords.Of(what.Message, people);
        var zone = TimeZones.Get(people.SpeakerOf(what.UserId, what.UserName).ZoneId);
        var written = SlackMessages.TimeOf(what.MessageTs);
        return TaskOfMessage.Questions(words, Promiser(what, words)?.Id, written, bot.Clock.GetCurrentInstant(), zone);
    }

    // Who is asked is mentioned; else whoever wrote it promises it. An integration promises nothing.
    private Person? Promiser(Interaction what, string words)
    {
        var mentioned = Prose.Of(words).Spans.OfType<MentionSpan>().Select(span => span.Who).FirstOrDefault();
        return mentioned
            ?? (
                what.Message.Text("bot_id").Length == 0 && what.Message.Text("user") is { Length: > 0 } user
                    ? people.PersonOf(user, "")
                    : null
            );
    }
}
