using System.Collections.Immutable;
using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Hypotheses;
using IncidentBot.Import;
using IncidentBot.Memory;
using IncidentBot.Nudges;
using IncidentBot.Outbox;
using IncidentBot.Reminders;
using IncidentBot.Responders;
using IncidentBot.Timeline;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>What follows from each event: the product's policy on one screen. Pure.</summary>
public static class Consequences
{
    /// <summary>What should happen outside, on each platform that the incident lives on.</summary>
    public static IEnumerable<Effect> Of(Recorded happened, Incident after) =>
        happened.What switch
        {
            // Of the past, and read from a document: there is nobody to call and nothing to announce.
            IncidentOpened { Where.Platform: ImportedEvents.Platform } or IncidentImported => [],
            IncidentOpened e => [new OpenChannel(), .. Announced(e.IsPrivate)],
            ChannelOpened => [new RefreshHeader(), new DressChannel(), .. after.Responders.Select(who => new InviteResponder(who))],
            ResponderJoined e => [new InviteResponder(e.Who)],
            RoleAssigned { To.Person: { } who } => [new InviteResponder(who), .. Changed(after)],
            Escalated { To.Person: { } who } => [new InviteResponder(who)],
            Paged { To.Person: { } who } when !after.IsDrill => [new InviteResponder(who), new TellPerson(who, Page(happened, after))],
            StatusUpdatePosted when !after.IsPrivate => [new PostAnnouncement(Update(happened, after)), .. Changed(after)],
            StatusUpdatePosted => Changed(after),
            TimeBoxEnded e => [new PostToIncident(StillTheBestGuess(after, e.Hypothesis))],
            IncidentClosed => [new PostDraft(), .. Turned(after), new ArchiveChannel()],
            TaskReminded { To.Person: { } who } => [new TellReminders(who)],
            HappenedAgain e => AgainCard.ToOwners(after, e),
            DeliveryGivenUp => [new ReportFailure(GivenUp(happened, after))],
            SeverityChanged or StatusChanged or Mitigated or Restored or Resolved or IncidentReopened => Turned(after),
            EntryCorrected or EntryRetracted => Turned(after),
            HypothesisRuledOut or HypothesisConfirmed or CauseStated or ImpactStated or EntryRetimed => Changed(after),
            TaskAdded or TaskCompleted or TaskDropped or TaskReopened or RoleAssigned => Changed(after),
            TaskDueMoved { From: { } day } when day < happened.RecordedAt.InZone(after.Zone).Date => Changed(after),
            _ => [],
        };

    /// <summary>What the bot wants to be woken for, or no longer.</summary>
    public static IEnumerable<WakeupChange> Wakeups(Recorded happened, Incident after) =>
        IsOrdinary(happened.What, after)
            ? Others(happened, after)
            :
            [
                .. Others(happened, after),
                .. Recollection.IsWorthIt(happened.What, after)
                    ? [WakeupChange.ToRecall(happened.RecordedAt)]
                    : Array.Empty<WakeupChange>(),
                .. NudgePolicy.MayComeSooner(happened.What) ? [WakeupChange.ToNudge] : Array.Empty<WakeupChange>(),
                .. CountOverdue.MayComeSooner(happened.What)
                    ? [CountOverdue.NextChange(after, happened.RecordedAt)]
                    : Array.Empty<WakeupChange>(),
            ];

    // Most of what is said changes no due time: nothing is gathered for it.
    private static bool IsOrdinary(IncidentEvent what, Incident after) =>
        !NudgePolicy.MayComeSooner(what) && !CountOverdue.MayComeSooner(what) && !Recollection.IsWorthIt(what, after);

    private static IEnumerable<WakeupChange> Others(Recorded happened, Incident after) =>
        happened.What switch
        {
            HypothesisRaised e => [TimeBox(after, e.Hypothesis)],
            HypothesisRuledOut e => [TimeBox(after, e.Hypothesis)],
            HypothesisConfirmed e => [TimeBox(after, e.Hypothesis)],
            EntryRetracted or EntryRetimed => [.. TimeBoxes(after), .. Reminders(after)],
            NudgesSilenced => TimeBoxes(after),
            RoleAssigned { Role: Role.Commander } => Reminders(after),
            RecurrenceDenied => [WakeupChange.ToRecall(happened.RecordedAt)],
            var what when CorrectiveTask.Changes(what) is { } task => [WakeupChange.ToReckon(task)],
            _ => [],
        };

    // Those of tasks that were taken back too, so that nothing of them is left.
    private static IEnumerable<WakeupChange> Reminders(Incident after) =>
        Enumerable.Range(1, after.NextTask - 1).Select(WakeupChange.ToReckon);

    private static IEnumerable<Effect> Announced(bool isPrivate) => isPrivate ? [] : [new RefreshAnnouncement()];

    private static ImmutableArray<Effect> Changed(Incident after) => [new RefreshHeader(), .. Announced(after.IsPrivate)];

    // The channel's topic says title, severity and status.
    private static ImmutableArray<Effect> Turned(Incident after) => [.. Changed(after), new DressChannel()];

    private static IEnumerable<WakeupChange> TimeBoxes(Incident after) =>
        after.Hypotheses.Select(hypothesis => TimeBox(after, hypothesis.Number));

    // Whoever asked for quiet is not asked either; the question comes when that is over.
    private static WakeupChange TimeBox(Incident after, int number) =>
        new(
            new Wakeup(WakeupKind.TimeBox, number),
            after.FindHypothesis(number) is { State: HypothesisState.Open, TimeBoxEnds: { } ends }
                ? Instant.Max(ends, after.QuietUntil ?? ends)
                : null
        );

    private static Card StillTheBestGuess(Incident after, int number)
    {
        var hypothesis = after.FindHypothesis(number)!;
        var inc = after.Id.ToString();
        return Card.Of(
            $"Is {hypothesis} still the best guess?",
            new Paragraph(Prose.Mention(hypothesis.By) + $" suspected: {hypothesis.Text}. The time set for it is over."),
            Buttons.Of(
                new Button(
                    "Ruled out",
                    $"{inc} ruledout {hypothesis}",
                    Form: IncidentForms.Tell("Ruled out", $"{inc} ruledout {hypothesis}", "What speaks against it?")
                ),
                new Button(
                    "Confirmed",
                    $"{inc} confirm {hypothesis}",
                    Form: IncidentForms.Tell("Confirmed", $"{inc} confirm {hypothesis}", "How is it known?")
                )
            )
        );
    }

    private static Card Update(Recorded happened, Incident after) =>
        Card.Of(
            $"{(after.IsDrill ? "DRILL " : "")}{after.Id} {Mentions.InWords(after.Title)}",
            new Paragraph(EventSentence.Of(happened.What))
        );

    // It may be read where the incident was declared, or by the commander alone: so it says of which incident it speaks.
    private static Card GivenUp(Recorded happened, Incident after)
    {
        var sentence = Prose.Strong(after.Id.ToString()) + ": " + EventSentence.Of(happened.What);
        return Card.Of(after.Commander is { } lead ? Prose.Mention(lead) + ", " + sentence : sentence);
    }

    private static Card Page(Recorded happened, Incident after) =>
        Card.Of(
            // A notification is read on a locked screen, by whoever stands beside it.
            $"You are paged: {after.Id}{(after.IsPrivate ? "" : " " + Mentions.InWords(after.Title))}",
            new Paragraph(Prose.Mention(happened.By) + ": " + (((Paged)happened.What).Text is { Length: > 0 } text ? text : "please come")),
            Buttons.Of(new Button("Acknowledge", $"{after.Id} ack", ButtonStyle.Primary))
        );
}
