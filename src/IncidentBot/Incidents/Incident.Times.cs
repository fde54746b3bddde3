using IncidentBot.Hypotheses;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Incidents;

public sealed partial record Incident
{
    /// <summary>When it began, which may be before anybody noticed.</summary>
    public Moment? StartedAt { get; private init; }

    /// <summary>Whether somebody said when it began; else it is when it was declared, or noticed if that was earlier.</summary>
    public bool IsStartSaid { get; private init; }

    /// <summary>When somebody or something first noticed; null when nobody said.</summary>
    public Moment? DetectedAt { get; private init; }

    /// <summary>When the first responder took part: took a role, joined, or acknowledged a page.</summary>
    public Moment? AcknowledgedAt { get; private init; }

    /// <summary>When the first temporary fix was in place.</summary>
    public Moment? MitigatedAt { get; private init; }

    /// <summary>When customers were served again.</summary>
    public Moment? RestoredAt { get; private init; }

    /// <summary>When the incident was declared over; the duration is reckoned to here.</summary>
    public Moment? ResolvedAt { get; private init; }

    /// <summary>When it was closed.</summary>
    public Moment? ClosedAt { get; private init; }

    /// <summary>When it came to stand where it stands.</summary>
    public Moment? StatusSince { get; private init; }

    /// <summary>When it was last taken up again.</summary>
    public Moment? ReopenedAt { get; private init; }

    /// <summary>When the cause was known: a hypothesis confirmed, the status identified, or the cause stated, whichever came first.</summary>
    public Moment? CauseFoundAt { get; private init; }

    /// <summary>From the start to the declared end; null while it lasts or where a time is unknown.</summary>
    public Duration? Duration => Between(StartedAt, ResolvedAt);

    /// <summary>From the start to the declared end, or to now while it lasts.</summary>
    public Duration DurationAt(Instant now) =>
        Duration ?? (StartedAt?.From is { } start && now > start ? now - start : NodaTime.Duration.Zero);

    /// <summary>From noticing (or the start, where nobody said) to knowing the cause.</summary>
    public Duration? TimeToCause => Between(DetectedAt ?? StartedAt, CauseFoundAt);

    /// <summary>What the wrong hypotheses cost together.</summary>
    public TimeLost TimeLost => TimeLost.Of(this);

    /// <summary>From one moment to another; null where either is unknown or they are the wrong way round.</summary>
    public static Duration? Between(Moment? from, Moment? to) =>
        from?.From is { } start && to?.Latest is { } end && end >= start ? end - start : null;
}
