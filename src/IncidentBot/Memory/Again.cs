using System.Collections.Immutable;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.Timeline;
using NodaTime;

namespace IncidentBot.Memory;

/// <summary>That what somebody had promised to prevent has happened again: the later incident and the day on which it began.</summary>
/// <param name="In">The later incident.</param>
/// <param name="On">Its day, in the zone of the later incident; null where nobody knows when it began.</param>
public sealed record Again(IncidentId In, LocalDate? On)
{
    /// <summary>The later incidents in whose course a task was open.</summary>
    public static ImmutableArray<Again> WhileOpen(Incident incident, CorrectiveTask task) =>
        Of(incident, entry => entry.Number > task.Added.Number && (task.IsOpen || entry.Number < task.Ended?.Number));

    /// <summary>The later incidents that came after a task was promised, where it is not done: open, or dropped.</summary>
    public static ImmutableArray<Again> WhileNotDone(Incident incident, CorrectiveTask task) =>
        task.State == TaskState.Done ? [] : Of(incident, entry => entry.Number > task.Added.Number);

    /// <summary>The later incidents that a task has not prevented although it was done; empty for one that is not.</summary>
    public static ImmutableArray<Again> AfterDone(Incident incident, CorrectiveTask task) =>
        task is { State: TaskState.Done, Ended: { } ended } ? Of(incident, entry => entry.Number > ended.Number) : [];

    /// <summary>Whether a task is meant to keep what happened from happening: what only notices, writes down or teaches is not.</summary>
    public static bool IsMeantToPrevent(CorrectiveTask task) => task.Kind is null or TaskKind.Fix or TaskKind.Prevent;

    /// <summary><c>INC-9 of 2026-03-03</c>.</summary>
    public override string ToString() => On is { } day ? $"{In} of {day:uuuu-MM-dd}" : In.ToString();

    private static ImmutableArray<Again> Of(Incident incident, Func<TimelineEntry, bool> concerns) =>
        [
            .. incident
                .Entries.Where(entry => entry is { Counts: true, What: HappenedAgain } && concerns(entry))
                .Select(entry => new Again(
                    new IncidentId(((HappenedAgain)entry.What).In),
                    entry.When.From?.InZone(Times.TimeZones.Get(entry.When.ZoneId)).Date
                )),
        ];
}
