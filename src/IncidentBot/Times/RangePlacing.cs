using NodaTime;

namespace IncidentBot.Times;

/// <summary>Finds the two ends of a written range: one end says the day and the zone for both, and a night may lie between them.</summary>
internal static class RangePlacing
{
    private static readonly Duration LongestNight = Duration.FromHours(12);

    /// <summary>The range, or why there is none.</summary>
    public static (Moment? When, string? Wrong) Place(WrittenTime first, WrittenTime second, TimeContext context)
    {
        var placing = new Placing(context);
        first = first with { Zone = first.Zone ?? Shared(second) };
        second = second with { Zone = second.Zone ?? Shared(first) };
        var (from, to) = Ends(first, second, placing);
        if ((from.Wrong ?? to.Wrong) is { } wrong)
        {
            return (null, wrong);
        }

        var zone = placing.ZoneOf(first);
        return from.At <= to.At ? (Moment.Between(from.At, to.At, zone.Id), null) : (null, EndsBeforeItStarts(from.At, to.At, zone));
    }

    // An offset belongs to its own time: the other end may lie on the other side of a change of clocks.
    private static WrittenZone? Shared(WrittenTime other) => other.Zone is { } zone ? zone with { Offset = null } : null;

    private static (Placed From, Placed To) Ends(WrittenTime first, WrittenTime second, Placing placing)
    {
        if (IsUndated(second) && !IsUndated(first))
        {
            var from = placing.Place(first);
            return (from, from.Wrong is null ? After(from.At, second, placing) : from);
        }

        var to = placing.Place(second);
        return (IsUndated(first) && to.Wrong is null ? Before(to.At, first, placing) : placing.Place(first), to);
    }

    private static bool IsUndated(WrittenTime time) => time.Day is null && time.Ago is null;

    private static Placed After(Instant from, WrittenTime time, Placing placing)
    {
        if (time.Clock.Wrong is { } wrong)
        {
            return new(default, wrong);
        }

        var date = from.InZone(placing.ZoneOf(time)).Date;
        var sameDay = placing.OnDate(date, time);
        var nextDay = placing.OnDate(date.PlusDays(1), time);
        return sameDay.At < from && nextDay.At - from < LongestNight ? nextDay : sameDay;
    }

    private static Placed Before(Instant to, WrittenTime time, Placing placing)
    {
        if (time.Clock.Wrong is { } wrong)
        {
            return new(default, wrong);
        }

        var date = to.InZone(placing.ZoneOf(time)).Date;
        var sameDay = placing.OnDate(date, time);
        var dayBefore = placing.OnDate(date.PlusDays(-1), time);
        return sameDay.At > to && to - dayBefore.At < LongestNight ? dayBefore : sameDay;
    }

    private static string EndsBeforeItStarts(Instant from, Instant to, DateTimeZone zone) =>
        $"The range ends ({TimeText.DateAndClock(to, zone)}) before it starts ({TimeText.DateAndClock(from, zone)}). "
        + "Say the earlier time first, like `between 14:00 and 16:00` or `between yesterday 23:00 and 01:00`.";
}
