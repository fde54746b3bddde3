using System.Text.Json.Serialization;
using IncidentBot.Chat;
using IncidentBot.CorrectiveTasks;
using IncidentBot.People;
using IncidentBot.Reminders;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>Something that happened to an incident, or that somebody said about it. The timeline is made of these and nothing else.</summary>
/// <remarks>
/// The set is closed: an architecture test proves that the fold, the sentences, the consequences and the JSON names know each of
/// them. A name in JSON is for ever; a property may be added, never renamed.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(IncidentOpened), "opened")]
[JsonDerivedType(typeof(Detected), "detected")]
[JsonDerivedType(typeof(Noted), "noted")]
[JsonDerivedType(typeof(HypothesisRaised), "hypothesis_raised")]
[JsonDerivedType(typeof(HypothesisRuledOut), "hypothesis_ruled_out")]
[JsonDerivedType(typeof(HypothesisConfirmed), "hypothesis_confirmed")]
[JsonDerivedType(typeof(TimeBoxEnded), "time_box_ended")]
[JsonDerivedType(typeof(ImpactStated), "impact_stated")]
[JsonDerivedType(typeof(SeverityChanged), "severity_changed")]
[JsonDerivedType(typeof(StatusChanged), "status_changed")]
[JsonDerivedType(typeof(Mitigated), "mitigated")]
[JsonDerivedType(typeof(Restored), "restored")]
[JsonDerivedType(typeof(Resolved), "resolved")]
[JsonDerivedType(typeof(RoleAssigned), "role_assigned")]
[JsonDerivedType(typeof(ResponderJoined), "responder_joined")]
[JsonDerivedType(typeof(Escalated), "escalated")]
[JsonDerivedType(typeof(Paged), "paged")]
[JsonDerivedType(typeof(PageAcknowledged), "page_acknowledged")]
[JsonDerivedType(typeof(StatusUpdatePosted), "status_update_posted")]
[JsonDerivedType(typeof(StatusUpdateFellDue), "status_update_fell_due")]
[JsonDerivedType(typeof(CauseStated), "cause_stated")]
[JsonDerivedType(typeof(FixStated), "fix_stated")]
[JsonDerivedType(typeof(ImprovementProposed), "improvement_proposed")]
[JsonDerivedType(typeof(TaskAdded), "task_added")]
[JsonDerivedType(typeof(TaskCompleted), "task_completed")]
[JsonDerivedType(typeof(TaskDropped), "task_dropped")]
[JsonDerivedType(typeof(TaskReopened), "task_reopened")]
[JsonDerivedType(typeof(TaskAssigned), "task_assigned")]
[JsonDerivedType(typeof(TaskDueMoved), "task_due_moved")]
[JsonDerivedType(typeof(TaskSnoozed), "task_snoozed")]
[JsonDerivedType(typeof(TaskVerified), "task_verified")]
[JsonDerivedType(typeof(TaskVerifierNamed), "task_verifier_named")]
[JsonDerivedType(typeof(TaskPrioritized), "task_prioritized")]
[JsonDerivedType(typeof(TaskReminded), "task_reminded")]
[JsonDerivedType(typeof(NoTaskNeeded), "no_task_needed")]
[JsonDerivedType(typeof(NudgesSilenced), "nudges_silenced")]
[JsonDerivedType(typeof(EntryCorrected), "entry_corrected")]
[JsonDerivedType(typeof(EntryRetimed), "entry_retimed")]
[JsonDerivedType(typeof(EntryRetracted), "entry_retracted")]
[JsonDerivedType(typeof(IncidentClosed), "closed")]
[JsonDerivedType(typeof(IncidentReopened), "reopened")]
[JsonDerivedType(typeof(ReviewRequested), "review_requested")]
[JsonDerivedType(typeof(ReviewReminded), "review_reminded")]
[JsonDerivedType(typeof(ReviewGiven), "review_given")]
[JsonDerivedType(typeof(PostmortemCommented), "postmortem_commented")]
[JsonDerivedType(typeof(SectionEdited), "section_edited")]
[JsonDerivedType(typeof(SectionRestored), "section_restored")]
[JsonDerivedType(typeof(PostmortemWorded), "postmortem_worded")]
[JsonDerivedType(typeof(TemplatePicked), "template_picked")]
[JsonDerivedType(typeof(PostmortemPublished), "postmortem_published")]
[JsonDerivedType(typeof(SimilarAsked), "similar_asked")]
[JsonDerivedType(typeof(RecurrenceSeen), "recurrence_seen")]
[JsonDerivedType(typeof(RecurrenceDenied), "recurrence_denied")]
[JsonDerivedType(typeof(HappenedAgain), "happened_again")]
[JsonDerivedType(typeof(ChannelOpened), "channel_opened")]
[JsonDerivedType(typeof(DeliveryGivenUp), "delivery_given_up")]
[JsonDerivedType(typeof(IncidentImported), "imported")]
public abstract record IncidentEvent
{
    /// <summary>The words that a person typed, which <c>correct</c> replaces; null where there are none to correct.</summary>
    [JsonIgnore]
    public virtual string? Words => null;

    /// <summary>The same event in other words; only asked where <see cref="Words"/> is not null.</summary>
    public virtual IncidentEvent Saying(string words) => this;
}

/// <summary>An event that carries a text somebody typed. The text may be empty where the command needs none.</summary>
public abstract record ToldEvent(string Text) : IncidentEvent
{
    /// <inheritdoc />
    [JsonIgnore]
    public override string Words => Text;

    /// <inheritdoc />
    public override IncidentEvent Saying(string words) => this with { Text = words };
}

/// <summary>The incident was declared. <paramref name="Where"/> is the conversation in which somebody said so.</summary>
public sealed record IncidentOpened(string Title, Severity Severity, string ZoneId, bool IsPrivate, bool IsDrill, Place Where)
    : IncidentEvent
{
    /// <summary>A drill that the bot guides step by step.</summary>
    public bool IsTutorial { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override string Words => Title;

    /// <inheritdoc />
    public override IncidentEvent Saying(string words) => this with { Title = words };
}

/// <summary>How and when it was noticed.</summary>
public sealed record Detected(string Text) : ToldEvent(Text);

/// <summary>A timeline entry; <paramref name="Source"/> says which message it was taken from, where it was pinned and not typed.</summary>
public sealed record Noted(string Text, PinnedMessage? Source = null) : ToldEvent(Text);

/// <summary>A suspected cause; <paramref name="TimeBox"/> is how long it may be looked at before the bot asks.</summary>
public sealed record HypothesisRaised(int Hypothesis, string Text, Duration? TimeBox = null) : ToldEvent(Text);

/// <summary>The suspicion was wrong, and why.</summary>
public sealed record HypothesisRuledOut(int Hypothesis, string Text) : ToldEvent(Text);

/// <summary>The suspicion was right, and how it is known.</summary>
public sealed record HypothesisConfirmed(int Hypothesis, string Text) : ToldEvent(Text);

/// <summary>The time set for a hypothesis is over and nothing was decided.</summary>
public sealed record TimeBoxEnded(int Hypothesis) : IncidentEvent;

/// <summary>Who and what is affected.</summary>
public sealed record ImpactStated(string Text) : ToldEvent(Text);

/// <summary>The severity moved.</summary>
public sealed record SeverityChanged(Severity From, Severity To, string Text) : ToldEvent(Text);

/// <summary>The status moved between investigating and identified.</summary>
public sealed record StatusChanged(IncidentStatus From, IncidentStatus To, string Text) : ToldEvent(Text);

/// <summary>A temporary fix is in place.</summary>
public sealed record Mitigated(string Text) : ToldEvent(Text);

/// <summary>Customers are served again; people still watch.</summary>
public sealed record Restored(string Text) : ToldEvent(Text);

/// <summary>The outage is over.</summary>
public sealed record Resolved(string Text) : ToldEvent(Text);

/// <summary>Somebody took a role, or was given it; <paramref name="From"/> had it before.</summary>
public sealed record RoleAssigned(string Role, Party To, Party? From = null) : IncidentEvent;

/// <summary>Somebody joined the response.</summary>
public sealed record ResponderJoined(Person Who) : IncidentEvent;

/// <summary>Another team or person was brought in, and why.</summary>
public sealed record Escalated(Party To, string Text) : ToldEvent(Text);

/// <summary>Somebody was paged.</summary>
public sealed record Paged(Party To, string Text) : ToldEvent(Text);

/// <summary>The person who was paged said so.</summary>
public sealed record PageAcknowledged(string Text) : ToldEvent(Text);

/// <summary>A status update for people outside; <paramref name="Next"/> is when they hear more.</summary>
public sealed record StatusUpdatePosted(string Text, Duration? Next = null) : ToldEvent(Text);

/// <summary>The next status update was promised for now.</summary>
public sealed record StatusUpdateFellDue(Instant Promised) : IncidentEvent;

/// <summary>The root cause.</summary>
public sealed record CauseStated(string Text) : ToldEvent(Text);

/// <summary>What ended the outage.</summary>
public sealed record FixStated(string Text) : ToldEvent(Text);

/// <summary>A measure proposed, without an owner.</summary>
public sealed record ImprovementProposed(string Text) : ToldEvent(Text);

/// <summary>A corrective task, or a step of one where <paramref name="Parent"/> is set.</summary>
public sealed record TaskAdded(int Task, string Text, Party? Owner = null, LocalDate? Due = null, Period? Every = null, int? Parent = null)
    : ToldEvent(Text)
{
    /// <summary>What it is for, where somebody said so.</summary>
    public TaskKind? Purpose { get; init; }

    /// <summary>Who is to check it when it is done.</summary>
    public Party? Verifier { get; init; }

    /// <summary>How soon it matters, where somebody said so.</summary>
    public TaskPriority? Priority { get; init; }

    /// <summary>The chat message in which it was promised, where it was taken from one.</summary>
    public Chat.PinnedMessage? Source { get; init; }

    /// <summary>The task that it comes after, where it comes again.</summary>
    public int? Follows { get; init; }

    /// <summary>The day from which its repetitions are counted; its own day where nothing is said.</summary>
    public LocalDate? Anchor { get; init; }
}

/// <summary>A task was done; the text is the evidence.</summary>
public sealed record TaskCompleted(int Task, string Text) : ToldEvent(Text);

/// <summary>A task will not be done.</summary>
public sealed record TaskDropped(int Task, string Text) : ToldEvent(Text);

/// <summary>A task is open again.</summary>
public sealed record TaskReopened(int Task, string Text) : ToldEvent(Text);

/// <summary>A task changed hands.</summary>
public sealed record TaskAssigned(int Task, Party To, Party? From = null) : IncidentEvent;

/// <summary>A task's date moved.</summary>
public sealed record TaskDueMoved(int Task, LocalDate To, LocalDate? From = null) : IncidentEvent;

/// <summary>Reminders of a task are silent until then.</summary>
public sealed record TaskSnoozed(int Task, Instant Until) : IncidentEvent;

/// <summary>Another person checked that a task is done.</summary>
public sealed record TaskVerified(int Task, string Text) : ToldEvent(Text);

/// <summary>Somebody is to check a task when it is done.</summary>
public sealed record TaskVerifierNamed(int Task, Party Verifier, Party? From = null) : IncidentEvent;

/// <summary>A task was given another priority.</summary>
public sealed record TaskPrioritized(int Task, TaskPriority To, TaskPriority From) : IncidentEvent;

/// <summary>Somebody was reminded of a task. The same step is sent once.</summary>
public sealed record TaskReminded(int Task, ReminderKind Stage, int Round, Party To) : IncidentEvent;

/// <summary>Why the incident leads to no corrective task.</summary>
public sealed record NoTaskNeeded(string Text) : ToldEvent(Text);

/// <summary>The bot says nothing by itself in this incident until then; where that is null, it may again.</summary>
public sealed record NudgesSilenced(Instant? Until) : IncidentEvent;

/// <summary>
/// Entry <paramref name="Entry"/> says something else now; <paramref name="AsOf"/> is the state of the pinned message that it follows, null where
/// somebody found the words.
/// </summary>
public sealed record EntryCorrected(int Entry, string From, string To, string? AsOf = null) : IncidentEvent;

/// <summary>Entry <paramref name="Entry"/> happened at another time; the new time is this event's own.</summary>
public sealed record EntryRetimed(int Entry, Times.Moment From, Times.Moment To) : IncidentEvent;

/// <summary>Entry <paramref name="Entry"/> no longer counts.</summary>
public sealed record EntryRetracted(int Entry, string Text) : IncidentEvent;

/// <summary>The incident ended.</summary>
public sealed record IncidentClosed(string Text) : ToldEvent(Text);

/// <summary>The incident was taken up again.</summary>
public sealed record IncidentReopened(string Text) : ToldEvent(Text);

/// <summary>Somebody asked for past incidents like this one; the text is what it was compared by, empty for the incident itself.</summary>
public sealed record SimilarAsked(string Text) : ToldEvent(Text);

/// <summary>
/// The bot has found that incident <paramref name="Past"/> resembles this one, and what was known of it then. Texts of several parts have a line
/// for each; empty where there is nothing.
/// </summary>
/// <param name="Past">Its number.</param>
/// <param name="Title">What broke.</param>
/// <param name="Score">How near it is, from 0 to 1.</param>
/// <param name="Cause">What it was.</param>
/// <param name="Fix">What ended it.</param>
/// <param name="Misled">What was suspected wrongly, and what that cost.</param>
/// <param name="LeftUndone">What was promised and is not done.</param>
/// <param name="DoneInVain">What was done and has not prevented this.</param>
public sealed record RecurrenceSeen(
    int Past,
    string Title,
    double Score,
    string Cause,
    string Fix,
    string Misled,
    string LeftUndone,
    string DoneInVain
) : IncidentEvent;

/// <summary>Somebody found that past incident <paramref name="Past"/> is not the same after all.</summary>
public sealed record RecurrenceDenied(int Past) : IncidentEvent;

/// <summary>The bot has found that it happened again, as incident <paramref name="In"/>; the time is when that began.</summary>
public sealed record HappenedAgain(int In, string Title) : IncidentEvent;

/// <summary>The incident got a channel on a chat platform.</summary>
public sealed record ChannelOpened(Place Channel, string Name, string? Url = null) : IncidentEvent;

/// <summary>Something that should have reached people did not, for good.</summary>
public sealed record DeliveryGivenUp(string What, string Because) : IncidentEvent;

/// <summary>All events before this one were read from a document of the past. It is over and closed, and nobody was there to be told.</summary>
/// <param name="Source">The document's file, as it was named.</param>
/// <param name="Digest">Of the document's text, so that it is known again.</param>
/// <param name="Remarks">What the document contradicts itself in and what could not be read, a sentence a line; empty where nothing.</param>
public sealed record IncidentImported(string Source, string Digest, string Remarks) : IncidentEvent;
