using System.Collections.Immutable;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Postmortems.Writing;

/// <summary>What a bar of the chart stands for.</summary>
internal enum BarKind
{
    /// <summary>A part of the outage.</summary>
    Phase,

    /// <summary>A hypothesis that was wrong, or is still open.</summary>
    Wrong,

    /// <summary>One that was right.</summary>
    Right,
}

/// <summary>One bar: what it is, and from when to when.</summary>
internal sealed record Bar(string Label, BarKind Kind, Instant From, Instant To);

/// <summary>The outage as bars on one scale of time: its phases, and each hypothesis with what it cost.</summary>
/// <remarks>Only what is known from a beginning to an end can be drawn; there is none of an incident whose beginning or end nobody said.</remarks>
internal sealed record Chart(DateTimeZone Zone, ImmutableArray<Bar> Phases, ImmutableArray<Bar> Hypotheses)
{
    private const int LongestLabel = 60;

    /// <summary>The chart of an incident; null where there is nothing to draw.</summary>
    public static Chart? Of(Incident incident)
    {
        if (incident.StartedAt?.From is not { } start || incident.ResolvedAt?.Latest is not { } end || end <= start)
        {
            return null;
        }

        // One offset for all of it: where clocks are set back, an hour would end before it began.
        var zone = DateTimeZone.ForOffset(incident.Zone.GetUtcOffset(start));
        return new Chart(zone, [.. PhasesOf(incident, start, end)], [.. HypothesesOf(incident, start)]);
    }

    private static IEnumerable<Bar> PhasesOf(Incident incident, Instant start, Instant end)
    {
        var from = start;
        foreach (
            var (until, label) in new[]
            {
                (incident.DetectedAt?.From, "until it was detected"),
                (incident.MitigatedAt?.From, "until the temporary fix"),
                (incident.RestoredAt?.From, "until the service was restored"),
                (end, "until it was over"),
            }
        )
        {
            if (until is { } to && to > from && to <= end)
            {
                yield return new Bar(Said(label, to - from), BarKind.Phase, from, to);
                from = to;
            }
        }
    }

    private static IEnumerable<Bar> HypothesesOf(Incident incident, Instant start)
    {
        foreach (var path in incident.TimeLost.Paths.Where(path => path is { IsKnown: true } && path.To > path.From))
        {
            yield return new Bar(
                $"{Named(path.Hypothesis)}, cost {path.Cost}",
                BarKind.Wrong,
                Instant.Max(start, path.From!.Value),
                path.To!.Value
            );
        }

        foreach (var right in incident.Hypotheses.Where(hypothesis => hypothesis.State == HypothesisState.Confirmed))
        {
            if (right is { Raised.When.From: { } from, Decided.When.Latest: { } to } && to > from)
            {
                yield return new Bar(Said($"{Named(right)}, right", to - from), BarKind.Right, Instant.Max(start, from), to);
            }
        }
    }

    private static string Named(Hypothesis hypothesis) =>
        $"{hypothesis} {Chat.Phrase.Shortened(Chat.Cards.Mentions.InWords(hypothesis.Text), LongestLabel)}";

    private static string Said(string label, Duration took) => $"{label}, {TimeText.Duration(took)}";
}
