using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Times;

/// <summary>Where a written time lies, or why nowhere.</summary>
internal readonly record struct Placed(Instant At, string? Wrong);

/// <summary>Finds the instant of a written time: the day that was not said, and what to do where clocks change.</summary>
internal readonly struct Placing(TimeContext context)
{
    private static readonly Duration Grace = Duration.FromMinutes(1);
    private static readonly Duration LongestBackOverMidnight = Duration.FromHours(12);
    private static readonly LocalTimePattern ToTheSecond = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");
    private static readonly LocalTimePattern ToTheMinute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private readonly TimeContext _context = context;

    // People name the minute: an incident that began at 14:00:35 began "at 14:00".
    private Instant? Earliest => _context.NotBefore is { } start ? Instant.FromUnixTimeSeconds(start.ToUnixTimeSeconds() / 60 * 60) : null;

    /// <summary>The zone that counts for it.</summary>
    public DateTimeZone ZoneOf(WrittenTime time) => time.Zone?.Zone ?? _context.Zone;

    /// <summary>The instant of a time; one without a day is the last one that has passed.</summary>
    public Placed Place(WrittenTime time)
    {
        if (time.Ago is { } ago)
        {
            return new(_context.Now - ago, null);
        }

        if ((time.Clock.Wrong ?? time.Day?.Impossible()) is { } wrong)
        {
            return new(default, wrong);
        }

        return time.Day is { } day ? OnDay(day, time) : Undated(time);
    }

    /// <summary>The instant of that time on that day.</summary>
    public Placed OnDate(LocalDate date, WrittenTime time)
    {
        var local = date + time.Clock.Time;
        if (time.Zone?.Offset is { } offset)
        {
            return new(local.WithOffset(offset).ToInstant(), null);
        }

        var zone = ZoneOf(time);
        var mapping = zone.MapLocal(local);
        return mapping.Count switch
        {
            0 => Gap(mapping, local),
            1 => new(mapping.First().ToInstant(), null),
            _ => new(Which(mapping.First().ToInstant(), mapping.Last().ToInstant()), null),
        };
    }

    /// <summary>"14:00", and the seconds if there are any.</summary>
    public static string Print(LocalTime time) => (time.Second == 0 ? ToTheMinute : ToTheSecond).Format(time);

    private Placed OnDay(WrittenDay day, WrittenTime time)
    {
        var date = day.Past(_context.Now.InZone(ZoneOf(time)).Date);
        var placed = OnDate(date, time);
        var isWeekAgo = day.Kind == DayKind.Weekday && placed.At > _context.Now + Grace;
        return isWeekAgo ? OnDate(date.PlusWeeks(-1), time) : placed;
    }

    private Placed Undated(WrittenTime time)
    {
        var latest = _context.Now + Grace;
        var today = latest.InZone(ZoneOf(time)).Date;
        var placed = OnDate(today, time);
        if (placed.At <= latest)
        {
            return placed;
        }

        var dayBefore = OnDate(today.PlusDays(-1), time);
        var isMeant = Earliest is { } start ? dayBefore.At >= start : _context.Now - dayBefore.At <= LongestBackOverMidnight;
        return isMeant ? dayBefore : new(default, StillToCome(time));
    }

    private string StillToCome(WrittenTime time)
    {
        var zone = ZoneOf(time);
        var said = Print(time.Clock.Time);
        var now = $"{TimeText.Clock(_context.Now, zone)} ({ZoneReader.Brief(zone, _context.Now)})";
        var zoneAgain = time.Zone is null ? "" : $" {(zone.MinOffset == zone.MaxOffset ? ZoneOffsets.Print(zone.MinOffset) : zone.Id)}";
        return $"{said} is still to come: it is {now}. For the day before say `at yesterday {said}{zoneAgain}`.";
    }

    // Of the two 01:30 of an autumn night the first, unless the incident began after it.
    private Instant Which(Instant first, Instant second) => Earliest > first ? second : first;

    private static Placed Gap(NodaTime.TimeZones.ZoneLocalMapping mapping, LocalDateTime local)
    {
        var (before, after) = (mapping.EarlyInterval, mapping.LateInterval);
        var moved = local.PlusSeconds(after.WallOffset.Seconds - before.WallOffset.Seconds);
        return new(
            local.WithOffset(before.WallOffset).ToInstant(),
            $"{Print(local.TimeOfDay)} did not exist on {local.Date:uuuu-MM-dd} in {mapping.Zone.Id}: "
                + $"clocks went from {Near(before.IsoLocalEnd)} to {Near(after.IsoLocalStart)}. Say {Near(moved)}, or give an offset."
        );

        string Near(LocalDateTime other) =>
            other.Date == local.Date ? Print(other.TimeOfDay) : $"{other.Date:uuuu-MM-dd} {Print(other.TimeOfDay)}";
    }
}
