using IncidentBot.Chat.Cards;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>What is said of times that cannot be: still to come, or before the incident began.</summary>
internal static class Timing
{
    // Clocks of people and servers differ a little; a minute is no mistake.
    private static readonly Duration Grace = Duration.FromMinutes(1);

    /// <summary>The sentence for a time still to come; null where there is nothing to say.</summary>
    public static Prose? NotYet(Moment? when, Instant now) =>
        when?.Latest is { } at && at > now + Grace
            ? Prose.Of(
                $"{TimeText.DateAndClock(at, when.Zone)} is still to come: it is {TimeText.DateAndClock(now, when.Zone)} ({ZoneReader.Display(when.Zone, now)}). Say when it happened, for example `at 10:45` or `15m ago`."
            )
            : null;

    /// <summary>Why a command cannot be at its time; null where it can.</summary>
    public static Prose? Refusal(IncidentCommand command, Incident incident, Instant now) =>
        NotYet(command.When, now)
        ?? (command.MustFollowStart && IsBefore(command.When, incident) ? TooEarly(command.When!, incident) : null);

    /// <summary>What the speaker should know of a time before the start; null where there is nothing to say.</summary>
    public static Prose? Remark(IncidentCommand command, Incident incident) =>
        IsBefore(command.When, incident)
            ? Prose.Of($"That is before {incident.Id} began ({Began(incident)}). If it began earlier, say ")
                + Prose.Code("retime #1 at TIME")
                + "."
            : null;

    /// <summary>Why an entry cannot be moved to that time: the end before the start, or the start behind the end; null where it can.</summary>
    public static Prose? Misplaced(IncidentEvent what, Moment to, Incident incident) =>
        what switch
        {
            IncidentOpened when incident.ResolvedAt?.Latest is { } end && to.From > end => Prose.Of(
                $"{TimeText.DateAndClock(to.From!.Value, to.Zone)} is after {incident.Id} was resolved ({TimeText.DateAndClock(end, incident.Zone)}). Give an earlier time, or first move its end with `retime`; `timeline` shows the number."
            ),
            Mitigated or Restored or Resolved or StatusChanged or IncidentClosed or IncidentReopened when IsBefore(to, incident) =>
                TooEarly(to, incident),
            _ => null,
        };

    private static bool IsBefore(Moment? when, Incident incident) =>
        when?.Latest is { } at && incident.StartedAt?.From is { } start && at < start;

    private static Prose TooEarly(Moment when, Incident incident) =>
        Prose.Of(
            $"{TimeText.DateAndClock(when.Latest!.Value, when.Zone)} is before {incident.Id} began ({Began(incident)}). Give a later time, or say "
        )
        + Prose.Code("retime #1 at TIME")
        + " first if it began earlier.";

    private static string Began(Incident incident) => TimeText.DateAndClock(incident.StartedAt!.From!.Value, incident.Zone);
}
