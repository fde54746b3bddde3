using NodaTime;

namespace IncidentBot.Times;

/// <summary>What a time without a date or a zone is understood from.</summary>
/// <param name="Now">The time on the clock of whoever reads the command.</param>
/// <param name="Zone">The zone of the incident, else of the speaker: what a time without a zone means.</param>
/// <param name="NotBefore">The start of the incident, which helps to choose the day; null when there is none yet.</param>
public readonly record struct TimeContext(Instant Now, DateTimeZone Zone, Instant? NotBefore = null);

/// <summary>What <see cref="TimeReader"/> made of some words.</summary>
/// <param name="Found">Whether a time was read. False with <paramref name="Wrong"/> when there was one that cannot be.</param>
/// <param name="When">The time; null unless found.</param>
/// <param name="Rest">The words without the time; the input untouched unless found.</param>
/// <param name="Wrong">For the person, in full sentences: what is wrong with the time and what to type. Null when nothing is.</param>
public readonly record struct TimeReading(bool Found, Moment? When, string Rest, string? Wrong)
{
    internal static TimeReading None(string words) => new(false, null, words, null);

    internal static TimeReading Refused(string words, string wrong) => new(false, null, words, wrong);
}

/// <summary>What <see cref="DateReader"/> made of some words.</summary>
/// <param name="Found">Whether a date was read. False with <paramref name="Wrong"/> when there was one that cannot be.</param>
/// <param name="Date">The date; meaningless unless found.</param>
/// <param name="Rest">The words without the date; the input untouched unless found.</param>
/// <param name="Wrong">For the person, in full sentences: what is wrong with the date and what to type. Null when nothing is.</param>
public readonly record struct DateReading(bool Found, LocalDate Date, string Rest, string? Wrong)
{
    internal static DateReading None(string words) => new(false, default, words, null);
}
