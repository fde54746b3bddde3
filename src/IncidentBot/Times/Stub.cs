#pragma warning disable // stands in until the readers of times land
using NodaTime;

namespace IncidentBot.Times;

public enum Precision
{
    Exact,
    Approximate,
    Between,
    Unknown,
}

public sealed record Moment
{
    public Precision Precision { get; private init; }
    public Instant? From { get; private init; }
    public Instant? To { get; private init; }
    public string ZoneId { get; private init; }

    public static Moment Exact(Instant at, string z) => new() { From = at, ZoneId = z };

    public static Moment Approximate(Instant at, string z) =>
        new()
        {
            Precision = Precision.Approximate,
            From = at,
            ZoneId = z,
        };

    public static Moment Between(Instant a, Instant b, string z) =>
        new()
        {
            Precision = Precision.Between,
            From = a,
            To = b,
            ZoneId = z,
        };

    public static Moment Unknown(string z) => new() { Precision = Precision.Unknown, ZoneId = z };

    public Instant? Latest => To ?? From;
    public DateTimeZone Zone => TimeZones.Get(ZoneId);
}

public readonly record struct TimeContext(Instant Now, DateTimeZone Zone, Instant? NotBefore);

public readonly record struct TimeReading
{
    public bool Found { get; init; }
    public Moment? When { get; init; }
    public string Rest { get; init; }
    public string? Wrong { get; init; }
}

public static class TimeReader
{
    public static TimeReading ReadLeading(string w, TimeContext c) => new() { Rest = w };

    public static TimeReading ReadTrailing(string w, TimeContext c) => new() { Rest = w };
}

public static class SpanReader
{
    public static bool TryRead(string w, out Duration d, out string rest)
    {
        d = default;
        rest = w;
        return false;
    }

    public static string Print(Duration d) => d.ToString();
}

public readonly record struct DateReading
{
    public bool Found { get; init; }
    public LocalDate Date { get; init; }
    public string Rest { get; init; }
    public string? Wrong { get; init; }
}

public static class DateReader
{
    public static DateReading ReadLeading(string w, LocalDate t) => new() { Rest = w };
}

public static class RepeatReader
{
    public static bool TryRead(string w, out Period p, out string rest, out string? wrong)
    {
        p = Period.Zero;
        rest = w;
        wrong = null;
        return false;
    }

    public static string Print(Period p) => p.ToString();
}

public static class ZoneReader
{
    public static DateTimeZone? Find(string n) => null;

    public static string Display(DateTimeZone z, Instant at) => z.Id;
}

public static class TimeText
{
    public static string Duration(Duration d) => d.ToString();

    public static string Clock(Instant i, DateTimeZone z) => i.InZone(z).ToString();

    public static string DateAndClock(Instant i, DateTimeZone z) => i.InZone(z).ToString();

    public static string Of(Moment m) => m.ToString();
}
