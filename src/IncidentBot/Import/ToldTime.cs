using System.Globalization;
using IncidentBot.Times;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Import;

/// <summary>A time as a document tells it: the day, the zone or both may be known from nowhere in it.</summary>
/// <param name="Date">The day; null where no part of the document says it.</param>
/// <param name="Clock">The time of day.</param>
/// <param name="Zone">The zone; null where no part of the document says it.</param>
public sealed record ToldTime(LocalDate? Date, LocalTime Clock, DateTimeZone? Zone)
{
    private static readonly OffsetDateTimePattern WithOffset = OffsetDateTimePattern.CreateWithInvariantCulture(
        "uuuu-MM-dd'T'HH:mm:sso<Z+HH:mm>"
    );
    private static readonly LocalDateTimePattern WithoutOffset = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss");
    private static readonly LocalTimePattern OnlyClock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>Whether the writer was not sure.</summary>
    public bool IsRough { get; init; }

    /// <summary>The end, where the document gives a range.</summary>
    public ToldTime? Until { get; init; }

    /// <summary>The instant, in a zone where none is told; null where no day is.</summary>
    public Instant? At(DateTimeZone otherwise) => Date is { } date ? (date + Clock).InZoneLeniently(Zone ?? otherwise).ToInstant() : null;

    /// <summary>The moment as the timeline keeps it; unknown where no day is told.</summary>
    public Moment ToMoment(DateTimeZone otherwise)
    {
        var zone = (Zone ?? otherwise).Id;
        return (At(otherwise), Until?.At(otherwise)) switch
        {
            (null, _) => Moment.Unknown(zone),
            ({ } from, { } to) when to > from => Moment.Between(from, to, zone),
            ({ } from, _) when IsRough => Moment.Approximate(from, zone),
            ({ } from, _) => Moment.Exact(from, zone),
        };
    }

    /// <summary>ISO 8601, with an offset where the zone is told; only the time of day where no day is.</summary>
    public override string ToString() =>
        Date is not { } date ? OnlyClock.Format(Clock)
        : Zone is { } zone ? WithOffset.Format((date + Clock).InZoneLeniently(zone).ToOffsetDateTime())
        : WithoutOffset.Format(date + Clock);
}
