using Dapper;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Digests;
using IncidentBot.Reminders;
using IncidentBot.Storage;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Memory.Patterns;

/// <summary>
/// Sends what the incidents of a year have in common to the announcement channels, on the first of each month at the hour of the weekly digest:
/// once, and one note after several months of downtime. Where there is nothing to say it says nothing.
/// </summary>
internal sealed class MonthlyNote(Database database, IEnumerable<IChatPlatform> platforms, DigestOptions options, IClock clock)
{
    private static readonly Duration LooksBack = Duration.FromDays(365);

    private const string Latest = "select month from pattern_notes order by month desc limit 1";
    private const string Insert = "insert into pattern_notes (month, recorded_at) values (@month, @now) on conflict (month) do nothing";

    /// <summary>The bot begins on this database: notes of months before there was one do not come.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        if (await LastAsync(cancellation) is null)
        {
            var now = clock.GetCurrentInstant();
            await database.WriteAsync(Insert, new { month = DueMonth(now), now }, cancellation);
        }
    }

    /// <summary>Sends the one that is due; false where none is.</summary>
    public async Task<bool> RunDueAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var month = DueMonth(now);
        if (!options.IsOn || await LastAsync(cancellation) is not { } last || last >= month)
        {
            return false;
        }

        var report = await PatternRows.ReadAsync(database, now - LooksBack, cancellation);
        var card = new Card("What the incidents of the last twelve months have in common", [.. report.Parts()]);
        return await database.WriteAsync(
            async transaction =>
            {
                var isOurs = await transaction.Connection!.ExecuteAsync(Insert, new { month, now }, transaction) == 1;
                foreach (var platform in isOurs && !report.IsEmpty ? platforms.Where(platform => platform.Announcements is not null) : [])
                {
                    await DigestCall.PostAsync(transaction, platform.Name, card, $"patterns/{month:uuuu-MM}", now);
                }

                return isOurs;
            },
            cancellation
        );
    }

    /// <summary>When the next is due; null where there is none.</summary>
    public async Task<Instant?> NextAsync(CancellationToken cancellation) =>
        options.IsOn && await LastAsync(cancellation) is { } last ? Instant.Max(At(last.PlusMonths(1)), clock.GetCurrentInstant()) : null;

    // The first of the month whose note is the last that should have come.
    private LocalDate DueMonth(Instant now)
    {
        var today = now.InZone(Zone).Date;
        var first = new LocalDate(today.Year, today.Month, 1);
        return At(first) <= now ? first : first.PlusMonths(-1);
    }

    private Instant At(LocalDate month) => month.At(options.At).InZoneLeniently(Zone).ToInstant();

    private DateTimeZone Zone => TimeZones.Get(options.ZoneId);

    private Task<LocalDate?> LastAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            async connection => (await connection.QueryAsync<LocalDate>(Latest)).Cast<LocalDate?>().FirstOrDefault(),
            cancellation
        );
}
