using System.Collections.Immutable;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using NodaTime;

namespace IncidentBot.Memory.Patterns;

/// <summary>A measure that was promised, never done, and has been missing since.</summary>
/// <param name="Incident">Of which incident.</param>
/// <param name="Task">The task.</param>
/// <param name="Since">The incidents in which it happened again.</param>
/// <param name="Cost">How long these lasted together, as far as it is known.</param>
internal sealed record BrokenPromise(Incident Incident, CorrectiveTask Task, ImmutableArray<Again> Since, Duration Cost)
{
    /// <summary>All of them, the most expensive first.</summary>
    public static ImmutableArray<BrokenPromise> Find(IReadOnlyCollection<Incident> incidents)
    {
        var durations = incidents.ToDictionary(incident => incident.Id, incident => incident.Duration ?? Duration.Zero);
        return
        [
            .. incidents
                .SelectMany(incident => incident.Tasks.Select(task => (incident, task)))
                .Where(one => one.task.Parent is null && one.task.State != TaskState.Done && Again.IsMeantToPrevent(one.task))
                .Select(one => (one.incident, one.task, since: Again.WhileNotDone(one.incident, one.task)))
                .Where(one => !one.since.IsEmpty)
                .Select(one => new BrokenPromise(
                    one.incident,
                    one.task,
                    one.since,
                    one.since.Aggregate(Duration.Zero, (sum, again) => sum + durations.GetValueOrDefault(again.In))
                ))
                .OrderByDescending(promise => promise.Cost)
                .ThenByDescending(promise => promise.Since.Length)
                .ThenBy(promise => promise.Incident.Id)
                .ThenBy(promise => promise.Task.Number),
        ];
    }
}
