using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Reminders;
using IncidentBot.Times;

namespace IncidentBot.Timeline;

/// <summary>An event as one sentence: the same in chat, on the dashboard and in the postmortem.</summary>
public static class EventSentence
{
    /// <summary>What happened, without time and speaker.</summary>
    public static Prose Of(IncidentEvent what) =>
        what switch
        {
            IncidentOpened e => Prose.Strong("Incident declared")
                + $" ({e.Severity.Spoken()}{(e.IsDrill ? ", drill" : "")}{(e.IsPrivate ? ", private" : "")}): "
                + e.Title,
            Detected e => Prose.Strong("Detected: ") + e.Text,
            Noted e => Prose.Of(e.Text) + Files(e.Source),
            HypothesisRaised e => Prose.Strong($"H{e.Hypothesis} suspected: ")
                + e.Text
                + (e.TimeBox is { } box ? $" (for {TimeText.Duration(box)})" : ""),
            HypothesisRuledOut e => Prose.Strong($"H{e.Hypothesis} ruled out") + Because(e.Text),
            HypothesisConfirmed e => Prose.Strong($"H{e.Hypothesis} confirmed") + Because(e.Text),
            TimeBoxEnded e => $"The time set for H{e.Hypothesis} is over.",
            ImpactStated e => Prose.Strong("Impact: ") + e.Text,
            SeverityChanged e => Prose.Strong($"Severity {e.From.Spoken()} → {e.To.Spoken()}") + Because(e.Text),
            StatusChanged e => Prose.Strong($"Status {e.From.Spoken()} → {e.To.Spoken()}") + Because(e.Text),
            Mitigated e => Prose.Strong("Mitigated: ") + e.Text,
            Restored e => Prose.Strong("Service restored: ") + e.Text,
            Resolved e => Prose.Strong("Resolved: ") + e.Text,
            RoleAssigned e => Prose.Mention(e.To)
                + $" is {e.Role}"
                + (e.From is { } from ? Prose.Of(" (was ") + Prose.Mention(from) + ")" : Prose.Empty),
            ResponderJoined e => Prose.Mention(e.Who) + " joined",
            Escalated e => Prose.Strong("Escalated to ") + Prose.Mention(e.To) + Because(e.Text),
            Paged e => Prose.Strong("Paged ") + Prose.Mention(e.To) + Because(e.Text),
            PageAcknowledged e => Prose.Strong("Page acknowledged") + Because(e.Text),
            StatusUpdatePosted e => Prose.Strong("Status update: ")
                + e.Text
                + (e.Next is { } next ? $" (next in {TimeText.Duration(next)})" : ""),
            StatusUpdateFellDue => "The next status update is due.",
            CauseStated e => Prose.Strong("Root cause: ") + e.Text,
            FixStated e => Prose.Strong("Resolution: ") + e.Text,
            ImprovementProposed e => Prose.Strong("Improvement: ") + e.Text,
            TaskAdded e => Prose.Strong(e.Parent is { } parent ? $"T{e.Task} (step of T{parent}): " : $"T{e.Task}: ") + e.Text + Promise(e),
            TaskCompleted e => Prose.Strong($"T{e.Task} done") + Because(e.Text),
            TaskDropped e => Prose.Strong($"T{e.Task} dropped") + Because(e.Text),
            TaskReopened e => Prose.Strong($"T{e.Task} reopened") + Because(e.Text),
            TaskAssigned e => Prose.Strong($"T{e.Task}")
                + " is now with "
                + Prose.Mention(e.To)
                + (e.From is { } from ? Prose.Of(" (was with ") + Prose.Mention(from) + ")" : Prose.Empty),
            TaskDueMoved e => Prose.Strong($"T{e.Task}")
                + $" is due {e.To:uuuu-MM-dd}"
                + (e.From is { } from ? $" (was {from:uuuu-MM-dd})" : ""),
            TaskSnoozed e => Prose.Strong($"T{e.Task}") + " snoozed until " + Prose.Time(Moment.Exact(e.Until, "UTC")),
            TaskVerified e => Prose.Strong($"T{e.Task} verified") + Because(e.Text),
            TaskPrioritized e => Prose.Strong($"T{e.Task}") + $" {e.From.Spoken()} → {e.To.Spoken()}",
            TaskVerifierNamed e => Prose.Strong($"T{e.Task}") + " will be verified by " + Prose.Mention(e.Verifier),
            TaskReminded e => Prose.Mention(e.To) + $" was reminded of T{e.Task}" + Why(e.Stage),
            NoTaskNeeded e => Prose.Strong("No corrective task") + Because(e.Text),
            NudgesSilenced { Until: { } until } => "The bot is quiet until " + Prose.Time(Moment.Exact(until, "UTC")),
            NudgesSilenced => "The bot may speak up again",
            EntryCorrected e => Prose.Strong($"#{e.Entry} corrected: ") + e.To,
            EntryRetimed e => Prose.Strong($"#{e.Entry} moved") + " to " + Prose.Time(e.To),
            EntryRetracted e => Prose.Strong($"#{e.Entry} retracted") + Because(e.Text),
            IncidentClosed e => Prose.Strong("Incident closed") + Because(e.Text),
            IncidentReopened e => Prose.Strong("Incident reopened") + Because(e.Text),
            ReviewRequested e => Prose.Mention(e.Of) + " is asked to review the postmortem",
            ReviewReminded e => Prose.Mention(e.To) + " was reminded of the review",
            ReviewGiven e => Prose.Strong("Postmortem reviewed") + Because(e.Text),
            PostmortemCommented e => Prose.Strong("On the postmortem: ") + e.Text,
            SectionEdited e => Prose.Strong("Postmortem edited: ") + Prose.Code(e.Section),
            SectionRestored e => Prose.Strong("Postmortem edited: ") + Prose.Code(e.Section) + " has the bot's words again",
            TemplatePicked e => Prose.Strong("Postmortem template: ") + e.Name,
            PostmortemWorded e => Prose.Strong("Postmortem worded") + $" by the model {e.Model}, from the entries that it names",
            PostmortemPublished e => Prose.Strong("Postmortem published")
                + (e.Without is { } lacking ? $" without {lacking}" : "")
                + Because(e.Text),
            SimilarAsked e => Prose.Of("Asked for resembling incidents") + Because(e.Text),
            RecurrenceSeen e => Prose.Strong($"INC-{e.Past}") + $" resembles this: {e.Title}",
            RecurrenceDenied e => Prose.Strong($"INC-{e.Past}") + " is not the same as this",
            HappenedAgain e => Prose.Strong($"It happened again: INC-{e.In}") + $" {e.Title}",
            ChannelOpened e => $"Channel {e.Name} opened",
            DeliveryGivenUp e => Prose.Strong("Not delivered: ") + e.What + Because(e.Because),
            IncidentImported e => Prose.Strong("Imported from ") + e.Source,
            _ => throw new InvalidOperationException($"No sentence for {what.GetType().Name}."),
        };

    /// <summary>A line of the timeline: number, time, sentence and speaker.</summary>
    public static Prose Line(TimelineEntry entry) =>
        Prose.Joined(
            $"#{entry.Number} ",
            Prose.Time(entry.When),
            " ",
            Of(entry.What),
            $" — {entry.By.Name}{(entry.IsCorrected ? " (corrected)" : "")}"
        );

    private static string Why(ReminderKind stage) =>
        stage switch
        {
            ReminderKind.Before => ": it is due soon",
            ReminderKind.DueDay => ": it is due",
            ReminderKind.Overdue or ReminderKind.Weekly or ReminderKind.Commander => ": it is overdue",
            ReminderKind.Verify => ": it is to be verified",
            ReminderKind.Incomplete => ": it lacks an owner or a date",
            _ => "",
        };

    private static Prose Because(string text) => text.Length == 0 ? Prose.Empty : Prose.Of(": ") + text;

    private static Prose Promise(TaskAdded e)
    {
        List<Prose> parts =
        [
            .. e.Owner is { } owner ? [Prose.Mention(owner)] : Array.Empty<Prose>(),
            .. e.Due is { } due ? [$"due {due:uuuu-MM-dd}"] : Array.Empty<Prose>(),
            .. e.Every is { } every ? ["every " + RepeatReader.Print(every)] : Array.Empty<Prose>(),
            .. e.Purpose is { } kind ? [kind.Spoken()] : Array.Empty<Prose>(),
            .. e.Verifier is { } verifier ? [Prose.Of("verified by ") + Prose.Mention(verifier)] : Array.Empty<Prose>(),
            .. e.Source?.Permalink is { Length: > 0 } origin ? [Prose.Link("promised here", origin)] : Array.Empty<Prose>(),
        ];
        return parts.Count == 0 ? Prose.Empty : Prose.Of(" (") + parts.Aggregate((all, part) => all + ", " + part) + ")";
    }

    private static Prose Files(Chat.PinnedMessage? source) =>
        source?.Files is { Count: > 0 } files
            ? files.Aggregate(Prose.Empty, (prose, file) => prose + " " + Prose.Link(file.Name, file.Url))
            : Prose.Empty;
}
