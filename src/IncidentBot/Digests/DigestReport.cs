using System.Data.Common;
using Dapper;
using IncidentBot.Reminders;
using NodaTime;

namespace IncidentBot.Digests;

/// <summary>When the weekly digest comes and how the last ones went, as it stood in the database at one moment.</summary>
/// <param name="Now">When it was read.</param>
/// <param name="Next">When the next is due, which may have passed; null where there is none.</param>
/// <param name="Last">The day of the last that was written; null where none was.</param>
/// <param name="Late">By how much that one was late.</param>
/// <param name="Failures">What went wrong, the newest first, also what was put right since.</param>
public sealed record DigestReport(Instant Now, Instant? Next, LocalDate? Last, Duration? Late, IReadOnlyList<DigestFailure> Failures)
{
    private const int Most = 5;

    /// <summary>Only reads, so that <c>doctor</c> can, beside a bot that runs.</summary>
    public static async Task<DigestReport> ReadAsync(DbConnection connection, DigestOptions options, Instant now)
    {
        var begun = await connection.QueryAsync<LocalDate>("select day from digests order by day desc limit 1");
        var written = await connection.QueryAsync<Written>(
            "select day, late_ms as LateMs from digests where late_ms is not null order by day desc limit 1"
        );
        var failed = await connection.QueryAsync<Failed>(
            """
            select f.day, f.attempts, f.failed_at as FailedAt, f.error, d.recorded_at as SolvedAt
            from digest_failures f left join digests d on d.day = f.day order by f.failed_at desc limit @Most
            """,
            new { Most }
        );
        var undelivered = await connection.QueryAsync<Undelivered>(
            """
            select id, platform, attempts, coalesce(given_up_at, due_at) as At, last_error as Error
            from outbox where id like 'digest/%' and attempts > 0 and last_error is not null order by created_at desc limit @Most
            """,
            new { Most }
        );
        var last = written.FirstOrDefault();
        return new DigestReport(
            now,
            NextAfter(begun.Cast<LocalDate?>().FirstOrDefault(), options, now),
            last?.Day,
            last is null ? null : Duration.FromMilliseconds(last.LateMs),
            [.. undelivered.Select(row => row.ToFailure()), .. failed.Select(row => row.ToFailure())]
        );
    }

    // One that should have come and did not is the next.
    private static Instant? NextAfter(LocalDate? last, DigestOptions options, Instant now)
    {
        var latest = DigestSchedule.Latest(options, now);
        return !options.IsOn ? null
            : last < latest ? DigestSchedule.At(options, latest)
            : DigestSchedule.Next(options, now);
    }

    private sealed record Written
    {
        public required LocalDate Day { get; init; }
        public required long LateMs { get; init; }
    }

    private sealed record Failed
    {
        public required LocalDate Day { get; init; }
        public required long Attempts { get; init; }
        public required Instant FailedAt { get; init; }
        public required string Error { get; init; }
        public Instant? SolvedAt { get; init; }

        public DigestFailure ToFailure() => new($"the digest of {Day:uuuu-MM-dd}", Attempts, FailedAt, Error, SolvedAt);
    }

    private sealed record Undelivered
    {
        public required string Id { get; init; }
        public required string Platform { get; init; }
        public required long Attempts { get; init; }
        public required Instant At { get; init; }
        public required string Error { get; init; }

        public DigestFailure ToFailure() =>
            new(
                $"the delivery of {Id[..Id.IndexOf('@', StringComparison.Ordinal)].Replace('/', ' ')} to {Platform}",
                Attempts,
                At,
                Error,
                null
            );
    }
}

/// <summary>A weekly digest that could not be written or delivered.</summary>
/// <param name="What">Which, in words.</param>
/// <param name="Attempts">How often.</param>
/// <param name="At">When it failed last.</param>
/// <param name="Why">The error.</param>
/// <param name="SolvedAt">When it could be written after all; null while it cannot.</param>
public sealed record DigestFailure(string What, long Attempts, Instant At, string Why, Instant? SolvedAt);
