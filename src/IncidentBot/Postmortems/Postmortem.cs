using System.Collections.Immutable;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Postmortems.Wording;
using IncidentBot.Responders;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Postmortems;

/// <summary>What the postmortem of an incident says, before it is written in any format. Every part of it comes from the events.</summary>
/// <remarks>Pure: the same events give the same facts. Nothing here reads a clock.</remarks>
public sealed record Postmortem(Incident Incident)
{
    /// <summary>The story in the order in which it is read.</summary>
    public IReadOnlyList<TimelineEntry> Timeline { get; } = ChronologicalOrder.Of(Incident);

    /// <summary>Who and what was affected, as it was said, oldest first.</summary>
    public ImmutableArray<string> Impacts { get; } = Told<ImpactStated>(Incident);

    /// <summary>The last percentage of the impact, 0 to 100.</summary>
    public decimal? ImpactPercent { get; } = Postmortems.ImpactPercent.Of(Incident);

    /// <summary>How it was noticed.</summary>
    public ImmutableArray<TimelineEntry> Detections { get; } = Entries<Detected>(Incident);

    /// <summary>The root cause; several where several were stated.</summary>
    public ImmutableArray<string> Causes { get; } = Told<CauseStated>(Incident);

    /// <summary>What ended it.</summary>
    public ImmutableArray<string> Fixes { get; } = Told<FixStated>(Incident);

    /// <summary>Measures proposed.</summary>
    public ImmutableArray<string> Improvements { get; } = Told<ImprovementProposed>(Incident);

    /// <summary>What people outside were told.</summary>
    public ImmutableArray<TimelineEntry> StatusUpdates { get; } = Entries<StatusUpdatePosted>(Incident);

    /// <summary>How the severity moved.</summary>
    public ImmutableArray<TimelineEntry> SeverityChanges { get; } = Entries<SeverityChanged>(Incident);

    /// <summary>The temporary fixes.</summary>
    public ImmutableArray<TimelineEntry> Mitigations { get; } = Entries<Mitigated>(Incident);

    /// <summary>When the service came back.</summary>
    public ImmutableArray<TimelineEntry> Restorations { get; } = Entries<Restored>(Incident);

    /// <summary>When it was declared over.</summary>
    public ImmutableArray<TimelineEntry> Resolutions { get; } = Entries<Resolved>(Incident);

    /// <summary>What the wrong hypotheses cost.</summary>
    public TimeLost TimeLost { get; } = TimeLost.Of(Incident);

    /// <summary>Past incidents that resemble this one, as they were said in it; empty where none was.</summary>
    public ImmutableArray<Recurrence> SeenBefore { get; init; } = Memory.SeenBefore.Of(Incident);

    /// <summary>What a model worded and the entries bear out; null where nothing.</summary>
    public PostmortemWording? Wording { get; } = PostmortemWording.Of(Incident);

    /// <summary>What nobody said.</summary>
    public IReadOnlyList<MissingFact> Missing { get; } = MissingFacts.Of(Incident);

    /// <summary>Where the document stands.</summary>
    public PostmortemState State { get; } = PostmortemStates.Of(Incident);

    /// <summary>Who has which role, the roles that the bot knows first.</summary>
    public IEnumerable<KeyValuePair<string, Party>> Roles =>
        Incident.Roles.OrderBy(role =>
            role.Key is Role.Commander ? 0
            : role.Key is Role.CommunicationsLead or Role.Scribe ? 1
            : 2
        );

    /// <summary>The people who took part, in the order of their coming; the bot is none.</summary>
    public IEnumerable<Person> Responders => Incident.Responders.Where(who => who.Id != Person.Bot.Id);

    /// <summary>The tasks that are no step of another.</summary>
    public IEnumerable<CorrectiveTask> Tasks => Incident.Tasks.Where(task => task.Parent is null);

    /// <summary>The steps of a task.</summary>
    public IEnumerable<CorrectiveTask> StepsOf(CorrectiveTask task) => Incident.Tasks.Where(step => step.Parent == task.Number);

    /// <summary>Whose words an entry has: of a pinned message its author's, not those of the person who pinned it.</summary>
    public static Person SpeakerOf(TimelineEntry entry) => entry.What is Noted { Source: { } source } ? source.Author : entry.By;

    /// <summary>How long each part of the response took, from the start; null where nobody said.</summary>
    public IEnumerable<(string Measure, Duration? Took)> Measures =>
        [
            ("Time to detect", Incident.Between(Incident.StartedAt, Incident.DetectedAt)),
            ("Time to acknowledge", Incident.Between(Incident.StartedAt, Incident.AcknowledgedAt)),
            ("Time to find the cause", Incident.Between(Incident.StartedAt, Incident.CauseFoundAt)),
            ("Time to mitigate", Incident.Between(Incident.StartedAt, Incident.MitigatedAt)),
            ("Time to restore the service", Incident.Between(Incident.StartedAt, Incident.RestoredAt)),
            ("Time to resolve", Incident.Duration),
        ];

    private static ImmutableArray<TimelineEntry> Entries<T>(Incident incident)
        where T : IncidentEvent => [.. incident.Entries.Where(entry => entry.Counts && entry.What is T)];

    private static ImmutableArray<string> Told<T>(Incident incident)
        where T : IncidentEvent => [.. Entries<T>(incident).Select(entry => entry.What.Words!)];
}
