using IncidentBot.Times;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Tests.Times;

/// <summary>It is Wednesday, 5 June 2024, 16:00 UTC, unless a test says otherwise.</summary>
public abstract class TimeTestBase
{
    protected const string Now = "2024-06-05T16:00:00Z";

    protected static Instant At(string iso) => InstantPattern.ExtendedIso.Parse(iso).GetValueOrThrow();

    protected static TimeContext Context(string now = Now, string zone = "UTC", string? notBefore = null) =>
        new(At(now), DateTimeZoneProviders.Tzdb[zone], notBefore is null ? null : At(notBefore));

    protected static void ReadsAs(string words, string when, string rest, TimeContext? context = null)
    {
        var reading = TimeReader.ReadLeading(words, context ?? Context());

        Assert.Equal((true, when, rest, null), (reading.Found, $"{reading.When}", reading.Rest, reading.Wrong));
    }

    protected static void IsRefused(string words, string sentence, TimeContext? context = null)
    {
        var reading = TimeReader.ReadLeading(words, context ?? Context());

        Assert.Equal(new TimeReading(false, null, words, sentence), reading);
    }
}
