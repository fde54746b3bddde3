using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Times;

/// <summary>How well the time of something is known.</summary>
public enum Precision
{
    /// <summary>Somebody read it off a clock or a log.</summary>
    Exact,

    /// <summary>"around 15:00".</summary>
    Approximate,

    /// <summary>Some time between two times.</summary>
    Between,

    /// <summary>Nobody knows when.</summary>
    Unknown,
}

/// <summary>When something happened, as well as anybody knows.</summary>
/// <remarks>
/// A value: two moments are equal when all they say is equal. It prints as the words that <see cref="TimeReader"/> reads back to the same
/// moment (years 1970 to 2199), e.g. <c>at 2023-10-15T10:45-04:00[America/New_York]</c>. An unknown one prints <c>at ?</c>, without its
/// zone.
/// </remarks>
public sealed record Moment
{
    private static readonly LocalDateTimePattern ToTheMinute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");
    private static readonly LocalDateTimePattern ToTheNanosecond = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuu-MM-dd'T'HH:mm:ss;FFFFFFFFF"
    );
    private static readonly OffsetPattern WholeMinutes = OffsetPattern.CreateWithInvariantCulture("+HH:mm");
    private static readonly OffsetPattern WithSeconds = OffsetPattern.CreateWithInvariantCulture("+HH:mm:ss");

    // Invariant: Between has both ends, in order; Exact and Approximate have From only; Unknown has neither.
    private Moment(Precision precision, Instant? from, Instant? to, string zoneId)
    {
        Zone =
            DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId)
            ?? throw new ArgumentException($"\"{zoneId}\" is not the id of a time zone.", nameof(zoneId));
        Precision = precision;
        From = from;
        To = to;
        ZoneId = Zone.Id;
    }

    /// <summary>How well the time is known.</summary>
    public Precision Precision { get; }

    /// <summary>The time, or the start of the range; null when unknown.</summary>
    public Instant? From { get; }

    /// <summary>The end of a range; null unless <see cref="Precision"/> is <see cref="Precision.Between"/>.</summary>
    public Instant? To { get; }

    /// <summary>The zone that the person meant: a TZDB id, "UTC", or a fixed one such as "UTC-04".</summary>
    public string ZoneId { get; }

    /// <summary>The earliest it can have been; null when unknown.</summary>
    public Instant? Start => From;

    /// <summary>The latest it can have been; null when unknown.</summary>
    public Instant? Latest => To ?? From;

    /// <summary>The zone of <see cref="ZoneId"/>.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>A time somebody is sure of. Throws when no zone has that id.</summary>
    public static Moment Exact(Instant at, string zoneId) => new(Precision.Exact, at, null, zoneId);

    /// <summary>A time somebody remembers roughly. Throws when no zone has that id.</summary>
    public static Moment Approximate(Instant at, string zoneId) => new(Precision.Approximate, at, null, zoneId);

    /// <summary>Some time in a range, ends included. Throws when it ends before it starts, or when no zone has that id.</summary>
    public static Moment Between(Instant from, Instant to, string zoneId) =>
        to >= from
            ? new(Precision.Between, from, to, zoneId)
            : throw new ArgumentException($"A range cannot end at {to}, before its start at {from}.", nameof(to));

    /// <summary>A time that nobody knows. Throws when no zone has that id.</summary>
    public static Moment Unknown(string zoneId) => new(Precision.Unknown, null, null, zoneId);

    /// <summary>The words of the command that mean this moment: "at …", "around …", "between … and …" or "at ?".</summary>
    public override string ToString() =>
        (Precision, From, To) switch
        {
            (Precision.Exact, { } at, _) => $"at {Print(at)}",
            (Precision.Approximate, { } at, _) => $"around {Print(at)}",
            (Precision.Between, { } from, { } to) => $"between {Print(from)} and {Print(to)}",
            _ => "at ?",
        };

    private string Print(Instant at)
    {
        var there = at.InZone(Zone);
        var local = there.LocalDateTime;
        var pattern = local.Second == 0 && local.NanosecondOfSecond == 0 ? ToTheMinute : ToTheNanosecond;
        return pattern.Format(local) + OffsetAndZone(there.Offset);
    }

    // The offset is printed always: a local time that occurs twice in autumn reads back as the one that was meant.
    private string OffsetAndZone(Offset offset)
    {
        var isFixed = string.Equals(DateTimeZone.ForOffset(offset).Id, ZoneId, StringComparison.Ordinal);
        if (isFixed && offset == Offset.Zero)
        {
            return "Z";
        }

        var printed = (offset.Seconds % 60 == 0 ? WholeMinutes : WithSeconds).Format(offset);
        return isFixed ? printed : $"{printed}[{ZoneId}]";
    }
}
