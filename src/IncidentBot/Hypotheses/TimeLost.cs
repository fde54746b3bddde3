using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Hypotheses;

/// <summary>What the wrong hypotheses of an incident cost: each, and together without counting an hour twice.</summary>
/// <remarks>
/// A path costs from the moment it was suspected to the moment it was ruled out. Where a time is approximate or unknown the cost has
/// a least and a most: an entry whose time nobody knows happened between its neighbours.
/// </remarks>
public sealed record TimeLost(ImmutableArray<MisleadingPath> Paths, Duration Total)
{
    /// <summary>The sum over the ruled-out hypotheses of an incident.</summary>
    public static TimeLost Of(Incident incident)
    {
        var paths = incident
            .Hypotheses.Where(hypothesis => hypothesis is { State: HypothesisState.RuledOut, Decided: not null })
            .Select(hypothesis => MisleadingPath.Of(hypothesis, incident))
            .ToImmutableArray();
        return new TimeLost(paths, Union(paths));
    }

    /// <summary>The share of a whole, 0 to 100, rounded to the nearest; null where there is no whole, or less of it than of the part.</summary>
    public static int? Percent(Duration part, Duration? whole) =>
        whole is { } all && all > Duration.Zero && part <= all
            ? (int)Math.Round(part.TotalMinutes * 100 / all.TotalMinutes, MidpointRounding.AwayFromZero)
            : null;

    private static Duration Union(IEnumerable<MisleadingPath> paths)
    {
        var total = Duration.Zero;
        Instant? reached = null;
        foreach (var path in paths.Where(path => path.IsKnown).OrderBy(path => path.From))
        {
            var from = reached is { } r && r > path.From ? r : path.From!.Value;
            if (path.To > from)
            {
                total += path.To!.Value - from;
                reached = path.To;
            }
        }

        return total;
    }
}

/// <summary>One wrong hypothesis and what it cost.</summary>
/// <param name="Hypothesis">The hypothesis, ruled out.</param>
/// <param name="From">When it began to cost; null where nobody knows.</param>
/// <param name="To">When it was ruled out; null where nobody knows.</param>
/// <param name="Least">The least it can have cost.</param>
/// <param name="Most">The most it can have cost; null where there is no bound.</param>
public sealed record MisleadingPath(Hypothesis Hypothesis, Instant? From, Instant? To, Duration Least, Duration? Most)
{
    /// <summary>Both ends are known, if only about.</summary>
    public bool IsKnown => From is not null && To is not null;

    /// <summary>Whether the cost is known to the minute.</summary>
    public bool IsExact => Hypothesis.Raised.When.Precision == Precision.Exact && Hypothesis.Decided!.When.Precision == Precision.Exact;

    /// <summary>What it cost, in words: <c>25 min</c>, <c>about 25 min</c>, <c>10 min to 40 min</c>, <c>up to 2 h (times unknown)</c>.</summary>
    public string Cost =>
        this switch
        {
            { IsExact: true } => TimeText.Duration(Least),
            { IsKnown: true, Most: { } most } when most > Least => $"{TimeText.Duration(Least)} to {TimeText.Duration(most)}",
            { IsKnown: true } => $"about {TimeText.Duration(Least)}",
            { Most: { } most } when Least > Duration.Zero && most > Least =>
                $"{TimeText.Duration(Least)} to {TimeText.Duration(most)} (times unknown)",
            { Most: { } most } => $"up to {TimeText.Duration(most)} (times unknown)",
            _ => "an unknown time",
        };

    internal static MisleadingPath Of(Hypothesis hypothesis, Incident incident)
    {
        var raised = Bounds.Of(hypothesis.Raised, incident);
        var decided = Bounds.Of(hypothesis.Decided!, incident);
        var least = raised.Latest is { } late && decided.Earliest is { } early && early > late ? early - late : Duration.Zero;
        Duration? most = raised.Earliest is { } first && decided.Latest is { } last ? (last > first ? last - first : Duration.Zero) : null;
        return new MisleadingPath(hypothesis, hypothesis.Raised.When.From, hypothesis.Decided!.When.Latest, least, most);
    }
}
