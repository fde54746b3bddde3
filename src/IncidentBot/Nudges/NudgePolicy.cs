using IncidentBot.Incidents;
using IncidentBot.Reminders;
using NodaTime;

namespace IncidentBot.Nudges;

/// <summary>
/// What the bot says by itself while an incident runs, and when: nobody leads, somebody called has not answered, the promised status
/// update is due, nobody says anything in a sev1. One message at a time, with a pause between two; silent while somebody asked for quiet.
/// </summary>
/// <remarks>
/// Pure, and told by what is true now: after hours of downtime there is one message. The same thing comes again after twice the time each.
/// What was said is kept in the database, so nothing is said twice after a restart or when the clock is set back.
/// </remarks>
public sealed class NudgePolicy(NudgeOptions options)
{
    // However it is set, the bot does not speak without end.
    private static readonly Duration ShortestPause = Duration.FromMinutes(1);

    /// <summary>What is to be said now; null where nothing is.</summary>
    public NudgeSaid? Due(Incident incident, NudgeLog log, Instant now)
    {
        if (NotBefore(incident, log) > now)
        {
            return null;
        }

        var about = Plans(incident, log).Where(plan => plan.At <= now).Aggregate(NudgeSubjects.None, (all, plan) => all | plan.Subject);
        return about == NudgeSubjects.None
            ? null
            : new NudgeSaid(log.Next, now, about, about.HasFlag(NudgeSubjects.Call) ? now - options.Unacknowledged : null);
    }

    /// <summary>When there will be something to say if nothing happens; it may have passed. Null where never.</summary>
    public Instant? Next(Incident incident, NudgeLog log) =>
        Plans(incident, log).Select(plan => (Instant?)plan.At).Min() is { } at ? Instant.Max(at, NotBefore(incident, log)) : null;

    /// <summary>
    /// Whether it may make the next time come sooner. What only delays it does not have to be looked at: the bot then wakes early, and
    /// sets itself the later time.
    /// </summary>
    public static bool MayComeSooner(IncidentEvent what) =>
        what
            is IncidentOpened
                or IncidentReopened
                or SeverityChanged
                or StatusChanged
                or Mitigated
                or Restored
                or Resolved
                or IncidentClosed
                or Paged
                or Escalated
                or StatusUpdatePosted
                or NudgesSilenced
                or EntryRetracted;

    private IEnumerable<(NudgeSubjects Subject, Instant At)> Plans(Incident incident, NudgeLog log)
    {
        var attention = incident.Attention;
        if (incident.IsOver || incident.IsTutorial || attention.RunningSince is not { } since)
        {
            yield break;
        }

        if (incident.NextUpdateDue is { } promised)
        {
            yield return (NudgeSubjects.Update, promised);
        }

        // Once it is mitigated nobody has to be hurried.
        if (incident.Status >= IncidentStatus.Mitigated)
        {
            yield break;
        }

        if (incident.Commander is null && options.WithoutCommander > Duration.Zero)
        {
            yield return (NudgeSubjects.Command, log.Again(NudgeSubjects.Command, since, Again) ?? since + options.WithoutCommander);
        }

        // A drill pages nobody, so nobody need answer.
        if (!attention.Calls.IsEmpty && !incident.IsDrill && options.Unacknowledged > Duration.Zero)
        {
            yield return (NudgeSubjects.Call, attention.Calls.Min(call => log.Again(call, Again) ?? call.Since + options.Unacknowledged));
        }

        if (incident.Severity == Severity.Sev1 && attention.SaidAt is { } said && options.Silence > Duration.Zero)
        {
            yield return (NudgeSubjects.Silence, log.Again(NudgeSubjects.Silence, said, Again) ?? said + options.Silence);
        }
    }

    private Duration Again => Duration.Max(options.Again, ShortestPause);

    private Instant NotBefore(Incident incident, NudgeLog log)
    {
        var pause = log.Last is { } last ? last.At + Duration.Max(options.Pause, ShortestPause) : Instant.MinValue;
        return incident.QuietUntil is { } quiet ? Instant.Max(pause, quiet) : pause;
    }
}
