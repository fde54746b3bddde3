using Dapper;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Memory.Patterns;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Memory;

/// <summary>Shows how the team has done: times to detect, acknowledge, mitigate and resolve, and what was lost on the way. Drills do not count.</summary>
public sealed record ShowStatistics(Duration Since) : Question
{
    private static readonly Duration Usual = Duration.FromDays(90);

    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "stats",
            "[90d]",
            "Shows times to detect, acknowledge, mitigate and resolve, the time before causes were found, overdue tasks, and what recurs: causes, what monitoring missed, what is suspected wrongly, promises not kept.",
            Read
        )
        {
            Aliases = ["statistics", "metrics"],
            Examples = ["stats", "stats 30d"],
            NeedsIncident = false,
        };

    /// <inheritdoc />
    public override string Line => $"stats {SpanReader.Print(Since)}";

    /// <inheritdoc />
    public override async Task<Reply> AnswerAsync(Questioned asked, CancellationToken cancellation)
    {
        var since = asked.Asked.Now - Since;
        var (rows, tasks) = await asked.Store.ReadAsync(
            async connection =>
                (
                    (await connection.QueryAsync<Row>(Sql, new { since })).ToList(),
                    await connection.QuerySingleAsync<TaskCounts>(TaskSql, new { today = asked.Asked.Now.InZone(asked.Zone).Date })
                ),
            cancellation
        );
        if (rows.Count == 0)
        {
            return Reply.Answer(Card.Of($"No incident in the last {TimeText.Duration(Since)}; drills do not count."));
        }

        var patterns = await PatternRows.ReadAsync(asked.Store, since, cancellation);
        return Reply.Answer(patterns.Parts().Aggregate(Of(rows, tasks, patterns), (card, part) => card.With(part)));
    }

    private Card Of(List<Row> rows, TaskCounts tasks, PatternReport patterns)
    {
        var found = rows.Where(row => row is { SecondsToCause: not null, DurationSeconds: not null }).ToList();
        return Card.Of(
            $"The last {TimeText.Duration(Since)}: {rows.Count} incident{(rows.Count == 1 ? "" : "s")}",
            Facts.Of(
                Median("Time to detect", rows, row => row.DetectedAt),
                Median("Time to acknowledge", rows, row => row.AcknowledgedAt),
                Median("Time to mitigate", rows, row => row.MitigatedAt),
                Median("Time to resolve", rows, row => row.ResolvedAt),
                Share("Until the cause was found", found, row => row.SecondsToCause!.Value),
                Share("Lost on misleading paths", found, row => row.SecondsMisled),
                patterns.Recurrences == 0 ? null : new Fact("Recurrences", $"{patterns.Recurrences} resembled an earlier one"),
                new Fact("Corrective tasks", $"{tasks.Open} open, {tasks.Overdue} overdue")
            )
        );
    }

    private static Fact? Median(string label, IEnumerable<Row> rows, Func<Row, Instant?> end)
    {
        var times = rows.Where(row => row.StartedAt is not null && end(row) >= row.StartedAt)
            .Select(row => end(row)!.Value - row.StartedAt!.Value)
            .Order()
            .ToList();
        return times.Count == 0 ? null : new Fact(label, $"{TimeText.Duration(times[times.Count / 2])} (median of {times.Count})");
    }

    private static Fact? Share(string label, List<Row> rows, Func<Row, long> part)
    {
        var lost = Duration.FromSeconds(rows.Sum(part));
        var whole = Duration.FromSeconds(rows.Sum(row => row.DurationSeconds!.Value));
        return TimeLost.Percent(lost, whole) is { } percent
            ? new Fact(label, $"{lost.TotalMinutes:0} of {whole.TotalMinutes:0} min ({percent} %)")
            : null;
    }

    private const string Sql = """
        select started_at as StartedAt, detected_at as DetectedAt, acknowledged_at as AcknowledgedAt, mitigated_at as MitigatedAt, resolved_at as ResolvedAt,
               seconds_to_cause as SecondsToCause, seconds_misled as SecondsMisled, duration_seconds as DurationSeconds
        from incidents where not drill and started_at >= @since
        """;

    private const string TaskSql = """
        select count(*) as Open, coalesce(sum(case when t.due < @today then 1 else 0 end), 0) as Overdue
        from corrective_tasks t join incidents i on i.number = t.incident
        where t.state = 'open' and not i.drill
        """;

    private static Reading Read(string words, ReadingContext context) =>
        words.Trim().Length == 0 ? new ShowStatistics(Usual)
        : SpanReader.TryRead(words.Trim(), out var span, out var rest) && rest.Length == 0 && span > Duration.Zero
            ? new ShowStatistics(span)
        : Reading.NotUnderstood("Over which time? Type `stats`, `stats 30d` or `stats 1 week`.");

    private sealed record Row
    {
        public Instant? StartedAt { get; init; }
        public Instant? DetectedAt { get; init; }
        public Instant? AcknowledgedAt { get; init; }
        public Instant? MitigatedAt { get; init; }
        public Instant? ResolvedAt { get; init; }
        public long? SecondsToCause { get; init; }
        public required long SecondsMisled { get; init; }
        public long? DurationSeconds { get; init; }
    }

    private sealed record TaskCounts
    {
        public required long Open { get; init; }
        public required long Overdue { get; init; }
    }
}
