using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Times;

/// <summary>Times and durations in the words that people read on cards and in postmortems.</summary>
public static class TimeText
{
    private static readonly LocalTimePattern HoursAndMinutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalDateTimePattern DateHoursAndMinutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>"3 h 45 min", "2 d 3 h 15 min", "25 min"; seconds only below a minute, "40 s"; nothing at all is "0 min".</summary>
    public static string Duration(Duration d)
    {
        if (d < NodaTime.Duration.Zero)
        {
            return "-" + Duration(-d);
        }

        if (d < NodaTime.Duration.FromMinutes(1))
        {
            return d.Seconds > 0 ? $"{d.Seconds} s" : "0 min";
        }

        (int Value, string Unit)[] parts = [(d.Days, "d"), (d.Hours, "h"), (d.Minutes, "min")];
        return string.Join(' ', parts.Where(part => part.Value > 0).Select(part => $"{part.Value} {part.Unit}"));
    }

    /// <summary>The time of day in that zone: "10:45".</summary>
    public static string Clock(Instant at, DateTimeZone zone) => HoursAndMinutes.Format(at.InZone(zone).TimeOfDay);

    /// <summary>The date and the time of day in that zone: "2023-10-15 10:45".</summary>
    public static string DateAndClock(Instant at, DateTimeZone zone) => DateHoursAndMinutes.Format(at.InZone(zone).LocalDateTime);

    /// <summary>The time of day in the moment's own zone: "10:45", "about 15:00", "between 14:00 and 16:00", "time unknown".</summary>
    public static string Of(Moment moment) => Of(moment, moment.Zone);

    /// <summary>The same in another zone, e.g. the incident's.</summary>
    public static string Of(Moment moment, DateTimeZone zone) => Say(moment, at => Clock(at, zone), at => Clock(at, zone));

    /// <summary>The same with the date: "about 2023-10-15 15:00"; a range names its second date only when it is another.</summary>
    public static string WithDate(Moment moment, DateTimeZone zone)
    {
        var isOneDay = moment.From?.InZone(zone).Date == moment.To?.InZone(zone).Date;
        return Say(moment, at => DateAndClock(at, zone), at => isOneDay ? Clock(at, zone) : DateAndClock(at, zone));
    }

    private static string Say(Moment moment, Func<Instant, string> say, Func<Instant, string> sayEnd) =>
        (moment.Precision, moment.From, moment.To) switch
        {
            (Precision.Exact, { } at, _) => say(at),
            (Precision.Approximate, { } at, _) => $"about {say(at)}",
            (Precision.Between, { } from, { } to) => $"between {say(from)} and {sayEnd(to)}",
            _ => "time unknown",
        };
}
