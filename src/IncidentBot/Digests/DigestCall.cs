using System.Data.Common;
using System.Text.Json;
using Dapper;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Memory.Patterns;
using IncidentBot.Outbox;
using IncidentBot.Reminders;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Digests;

/// <summary>
/// Sends the weekly digest: 1. looks which day's is the last that should have come; 2. writes that day down, unless it or a later one
/// stands there; 3. puts the message into the outbox in the same transaction. Several weeks of downtime are one digest.
/// </summary>
public sealed class DigestCall(Database database, IEnumerable<IChatPlatform> platforms, ReminderOptions options, IClock clock)
{
    private readonly MonthlyNote _monthly = new(database, platforms, options.Digest, clock);

    private const string Latest = "select day from digests order by day desc limit 1";
    private const string Begin = "insert into digests (day, recorded_at) values (@day, @now) on conflict (day) do nothing";
    private const string Insert = "insert into digests (day, recorded_at, late_ms) values (@day, @now, @late) on conflict (day) do nothing";
    private const string Fail = """
        insert into digest_failures (day, attempts, failed_at, error) values (@day, 1, @now, @error)
        on conflict (day) do update set attempts = digest_failures.attempts + 1, failed_at = excluded.failed_at, error = excluded.error
        """;
    private const int LongestError = 300;

    /// <summary>The bot begins on this database: digests of weeks before there was one do not come.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        if (await LastAsync(cancellation) is null)
        {
            var now = clock.GetCurrentInstant();
            await database.WriteAsync(Begin, new { day = DigestSchedule.Latest(options.Digest, now), now }, cancellation);
        }

        await _monthly.BeginAsync(cancellation);
    }

    /// <summary>Sends the one that is due, and the note of the month; false where neither is.</summary>
    public async Task<bool> RunDueAsync(CancellationToken cancellation)
    {
        var isWeekDone = await RunWeekAsync(cancellation);
        return await _monthly.RunDueAsync(cancellation) || isWeekDone;
    }

    private async Task<bool> RunWeekAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var day = DigestSchedule.Latest(options.Digest, now);
        if (!options.Digest.IsOn || await LastAsync(cancellation) is not { } last || last >= day)
        {
            return false;
        }

        try
        {
            return await SendAsync(day, now, cancellation);
        }
        catch (Exception exception) when (exception is not (StorageUnavailableException or OperationCanceledException))
        {
            var error = Phrase.Shortened($"{exception.GetType().Name}: {exception.Message}", LongestError);
            await database.WriteAsync(
                Fail,
                new
                {
                    day,
                    now,
                    error,
                },
                cancellation
            );
            throw;
        }
    }

    /// <summary>When the next comes, and how the last ones went.</summary>
    public Task<DigestReport> ReportAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        return database.ReadAsync(connection => DigestReport.ReadAsync(connection, options.Digest, now), cancellation);
    }

    /// <summary>When there will be one of the week or of the month; null where there is none.</summary>
    public async Task<Instant?> NextAsync(CancellationToken cancellation)
    {
        var report = await ReportAsync(cancellation);
        Instant? weekly = report.Next is { } next ? Instant.Max(next, report.Now) : null;
        var monthly = await _monthly.NextAsync(cancellation);
        return monthly is null || weekly < monthly ? weekly : monthly;
    }

    /// <summary>The digest as it is now.</summary>
    internal static async Task<WeeklyDigest> ComposeAsync(
        Database database,
        ReminderOptions options,
        Instant now,
        CancellationToken cancellation
    )
    {
        var today = now.InZone(Times.TimeZones.Get(options.Digest.ZoneId)).Date;
        return new WeeklyDigest(await DigestTasks.ReadAsync(database, now, cancellation), today, options.Digest, options.Teams);
    }

    private async Task<bool> SendAsync(LocalDate day, Instant now, CancellationToken cancellation)
    {
        var digest = await ComposeAsync(database, options, now, cancellation);
        var late = (long)(now - DigestSchedule.At(options.Digest, day)).TotalMilliseconds;
        return await database.WriteAsync(
            async transaction =>
            {
                var row = new
                {
                    day,
                    now,
                    late,
                };
                var isOurs = await transaction.Connection!.ExecuteAsync(Insert, row, transaction) == 1;
                foreach (var platform in isOurs && !digest.IsEmpty ? platforms.Where(platform => platform.Announcements is not null) : [])
                {
                    await PostAsync(transaction, platform.Name, digest.Card(), $"digest/{day:uuuu-MM-dd}", now);
                }

                return isOurs;
            },
            cancellation
        );
    }

    private Task<LocalDate?> LastAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            async connection => (await connection.QueryAsync<LocalDate>(Latest)).Cast<LocalDate?>().FirstOrDefault(),
            cancellation
        );

    /// <summary>Puts a card for the announcement channel into the outbox; its name is its identity.</summary>
    internal static Task PostAsync(DbTransaction transaction, string platform, Card card, string name, Instant now)
    {
        var effect = new PostDigest(card);
        return transaction.Connection!.ExecuteAsync(
            """
            insert into outbox (id, platform, conversation, incident, payload, created_at, due_at, attempts)
            values (@id, @platform, @conversation, 0, @payload, @now, @now, 0)
            """,
            new
            {
                id = $"{name}@{platform}",
                platform,
                conversation = effect.Conversation,
                payload = JsonSerializer.Serialize<Effect>(effect, StoredJson.Effect),
                now,
            },
            transaction
        );
    }
}
