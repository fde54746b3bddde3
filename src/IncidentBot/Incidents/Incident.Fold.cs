using IncidentBot.CorrectiveTasks;
using IncidentBot.Hypotheses;
using IncidentBot.People;
using IncidentBot.Reminders;
using IncidentBot.Timeline;
using IncidentBot.Times;

namespace IncidentBot.Incidents;

public sealed partial record Incident
{
    /// <summary>The incident after one more event. Never fails: what was committed is the truth.</summary>
    public Incident Apply(Recorded recorded)
    {
        var entry = TimelineEntry.Of(recorded);
        var next = this with
        {
            Entries = Entries.Add(entry),
            NextHypothesis = recorded.What is HypothesisRaised h ? h.Hypothesis + 1 : NextHypothesis,
            NextTask = recorded.What is TaskAdded t ? t.Task + 1 : NextTask,
        };
        return recorded.What switch
        {
            EntryCorrected e => next.Amend(e.Entry, old => old with { What = old.What.Saying(e.To), AsOf = e.AsOf, IsCorrected = true }),
            EntryRetimed e => next.Amend(e.Entry, old => old with { When = e.To, IsCorrected = true }),
            EntryRetracted e => next.Amend(e.Entry, old => old with { Retraction = recorded }),
            _ => next.Fold(entry),
        };
    }

    // A correction changes what an earlier event meant for everything after it, so the sum is made anew. Rare, and linear.
    private Incident Amend(int number, Func<TimelineEntry, TimelineEntry> change)
    {
        if (FindEntry(number) is not { } old)
        {
            return this;
        }

        var entries = Entries.SetItem(number - 1, change(old));
        return entries
            .Where(entry => entry.Counts)
            .Aggregate(
                Blank(Id) with
                {
                    Entries = entries,
                    NextHypothesis = NextHypothesis,
                    NextTask = NextTask,
                },
                (incident, entry) => incident.Fold(entry)
            );
    }

    private Incident Fold(TimelineEntry entry)
    {
        var after = IsOnlyOfTheDocument(entry.What) ? Meaning(entry) : Meaning(entry).TakingPart(entry.By);
        return after with { Attention = Attention.After(entry, after.Responders.Count > Responders.Count) };
    }

    // Whoever reads or writes the postmortem afterwards was no part of the response.
    private static bool IsOnlyOfTheDocument(IncidentEvent what) =>
        what
            is ReviewGiven
                or PostmortemCommented
                or SectionEdited
                or SectionRestored
                or TemplatePicked
                or PostmortemWorded
                or PostmortemPublished;

    private Incident Meaning(TimelineEntry entry) =>
        entry.What switch
        {
            IncidentOpened e => Opened(e, entry),
            ChannelOpened e => this with { Channels = Channels.SetItem(e.Channel.Platform, e) },
            SeverityChanged e => this with { Severity = e.To },
            StatusChanged { To: IncidentStatus.Identified } => To(IncidentStatus.Identified, entry).Knowing(entry),
            StatusChanged e => To(e.To, entry),
            CauseStated => Knowing(entry),
            Mitigated => To(IncidentStatus.Mitigated, entry) with { MitigatedAt = Earlier(MitigatedAt, entry.When) },
            Restored => To(IncidentStatus.Mitigated, entry) with { RestoredAt = entry.When },
            Resolved => To(IncidentStatus.Resolved, entry) with { ResolvedAt = entry.When, NextUpdateDue = null },
            IncidentClosed => To(IncidentStatus.Closed, entry) with { ClosedAt = entry.When, NextUpdateDue = null },
            IncidentImported e => To(IncidentStatus.Closed, entry) with { Import = e, ClosedAt = ResolvedAt },
            IncidentReopened => this with
            {
                Status = IncidentStatus.Investigating,
                StatusSince = entry.When,
                ClosedAt = null,
                ResolvedAt = null,
                ReopenedAt = entry.When,
            },
            RoleAssigned e => (this with { Roles = Roles.SetItem(e.Role, e.To) }).With(e.To.Person, entry),
            ResponderJoined e => With(e.Who, entry),
            PageAcknowledged => With(entry.By, entry),
            StatusUpdatePosted e => this with { NextUpdateDue = e.Next is { } next ? entry.RecordedAt + next : null },
            StatusUpdateFellDue => this with { NextUpdateDue = null },
            HypothesisRaised e => this with { Hypotheses = Hypotheses.Add(HypothesisOf(e, entry)) },
            HypothesisRuledOut e => Decide(e.Hypothesis, HypothesisState.RuledOut, entry),
            HypothesisConfirmed e => Decide(e.Hypothesis, HypothesisState.Confirmed, entry).Identified(entry).Knowing(entry),
            TimeBoxEnded e => Change(e.Hypothesis, hypothesis => hypothesis with { TimeBox = null }),
            // A step whose task was taken back went with it.
            TaskAdded { Parent: { } parent } when FindTask(parent) is null => this,
            TaskAdded e => this with { Tasks = Tasks.Add(TaskOf(e, entry)) },
            TaskCompleted e => Renew(e.Task, entry, task => task with { State = TaskState.Done, Ended = entry }),
            TaskDropped e => Renew(e.Task, entry, task => task with { State = TaskState.Dropped, Ended = entry }),
            TaskReopened e => Renew(e.Task, entry, task => task with { State = TaskState.Open, Ended = null, Verified = null }),
            TaskAssigned e => Renew(e.Task, entry, task => task with { Owner = e.To }),
            TaskDueMoved e => Renew(e.Task, entry, task => task with { Due = e.To, Anchor = e.To }),
            TaskVerifierNamed e => Renew(e.Task, entry, task => task with { Verifier = e.Verifier }),
            TaskPrioritized e => Change(e.Task, task => task with { Priority = e.To }),
            TaskSnoozed e => Change(e.Task, task => task with { SnoozedUntil = e.Until, Changed = entry }),
            TaskVerified e => Change(e.Task, task => task with { Verified = entry, Changed = entry }),
            TaskReminded e => Change(e.Task, task => task.Reminding(new ReminderStage(e.Stage, e.Round))),
            NudgesSilenced e => this with { QuietUntil = e.Until },
            Detected => DetectedIn(entry),
            _ => this,
        };

    // What was noticed had begun: where nobody said when, the incident began at the latest then.
    private Incident DetectedIn(TimelineEntry entry)
    {
        var detected = this with { DetectedAt = Earlier(DetectedAt, entry.When) };
        return IsStartSaid ? detected : detected with { StartedAt = Earlier(StartedAt, entry.When) };
    }

    // Moving forward always counts. Moving back does not when it is a fact of earlier, told late; and what is over is only reopened.
    private Incident To(IncidentStatus status, TimelineEntry entry)
    {
        var toldLate = StatusSince?.From > entry.When.From;
        return status < Status && (toldLate || IsOver || entry.What is Mitigated or Restored)
            ? this
            : this with
            {
                Status = status,
                StatusSince = entry.When,
            };
    }

    // Who knows the cause has identified it; later statuses stay.
    private Incident Identified(TimelineEntry entry) =>
        Status == IncidentStatus.Investigating ? To(IncidentStatus.Identified, entry) : this;

    private static Moment Earlier(Moment? known, Moment told) =>
        known is null || known.From is null || told.From < known.From ? told : known;

    private Incident Knowing(TimelineEntry entry) =>
        entry.When.From is { } at && !(CauseFoundAt?.From <= at) ? this with { CauseFoundAt = entry.When } : this;

    private Incident Opened(IncidentOpened e, TimelineEntry entry) =>
        this with
        {
            Title = e.Title,
            Severity = e.Severity,
            ZoneId = e.ZoneId,
            IsPrivate = e.IsPrivate,
            IsDrill = e.IsDrill,
            IsTutorial = e.IsTutorial,
            DeclaredIn = e.Where,
            StartedAt = entry.When,
            IsStartSaid = entry.When != Moment.Exact(entry.RecordedAt, entry.When.ZoneId),
            Responders = [entry.By],
        };

    private Incident With(Person? who, TimelineEntry entry)
    {
        var joined = this with { AcknowledgedAt = Earlier(AcknowledgedAt, entry.When) };
        return who is null || Responders.Exists(responder => responder.Id == who.Id)
            ? joined
            : joined with
            {
                Responders = Responders.Add(who),
            };
    }

    // Whoever puts something on the timeline takes part.
    private Incident TakingPart(Person who) =>
        who.Id == Person.Bot.Id || Responders.Exists(responder => responder.Id == who.Id)
            ? this
            : this with
            {
                Responders = Responders.Add(who),
            };

    private static Hypothesis HypothesisOf(HypothesisRaised e, TimelineEntry entry) =>
        new()
        {
            Number = e.Hypothesis,
            Text = e.Text,
            By = entry.By,
            Raised = entry,
            TimeBox = e.TimeBox,
        };

    private static CorrectiveTask TaskOf(TaskAdded e, TimelineEntry entry) =>
        new()
        {
            Number = e.Task,
            Text = e.Text,
            Added = entry,
            Origin = e.Source?.Permalink,
            Owner = e.Owner,
            Due = e.Due,
            Every = e.Every,
            Parent = e.Parent,
            Kind = e.Purpose,
            Verifier = e.Verifier,
            Priority = e.Priority,
            Follows = e.Follows,
            Anchor = e.Anchor ?? e.Due,
            Promised = entry,
            Changed = entry,
        };

    private Incident Decide(int number, HypothesisState state, TimelineEntry entry) =>
        Change(number, hypothesis => hypothesis with { State = state, Decided = entry });

    private Incident Change(int number, Func<Hypothesis, Hypothesis> change) =>
        FindHypothesis(number) is { } old ? this with { Hypotheses = Hypotheses.Replace(old, change(old)) } : this;

    // Another promise than before: its reminders begin anew.
    private Incident Renew(int number, TimelineEntry entry, Func<CorrectiveTask, CorrectiveTask> change) =>
        Change(
            number,
            task => change(task) with { Promised = entry, Changed = entry, SnoozedUntil = null, Reminded = null, CommanderReminded = null }
        );

    private Incident Change(int number, Func<CorrectiveTask, CorrectiveTask> change) =>
        FindTask(number) is { } old ? this with { Tasks = Tasks.Replace(old, change(old)) } : this;
}
