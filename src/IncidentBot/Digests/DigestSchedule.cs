using IncidentBot.Reminders;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Digests;

/// <summary>On which days the weekly digest comes. Its day is its key: one digest a day of that kind, however often the bot looks.</summary>
public static class DigestSchedule
{
    /// <summary>The last day on which one was due by now; also where the bot was down then.</summary>
    public static LocalDate Latest(DigestOptions options, Instant now)
    {
        var today = now.InZone(TimeZones.Get(options.ZoneId)).Date;
        var day = today.With(DateAdjusters.PreviousOrSame(options.Day));
        return At(options, day) <= now ? day : day.PlusWeeks(-1);
    }

    /// <summary>When the one after now is due.</summary>
    public static Instant Next(DigestOptions options, Instant now) => At(options, Latest(options, now).PlusWeeks(1));

    /// <summary>When the one of a day is due; where clocks are put forward over it, the first moment after.</summary>
    public static Instant At(DigestOptions options, LocalDate day) =>
        (day + options.At).InZoneLeniently(TimeZones.Get(options.ZoneId)).ToInstant();
}
