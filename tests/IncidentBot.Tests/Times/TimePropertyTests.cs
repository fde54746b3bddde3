using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Tests.Times;

public sealed class TimePropertyTests : TimeTestBase
{
    private static readonly string[] Fragments =
    [
        "at ",
        "around ",
        "between ",
        " and ",
        "10:45",
        "25:99",
        "2024-02-30",
        "2024-06-05T",
        "9999-12-31",
        "31 ",
        "February ",
        "monday ",
        "99999",
        "999999 weeks",
        " ago",
        "in ",
        "due ",
        "end of ",
        "month",
        "UTC",
        "+18:00",
        "-19:00",
        "[",
        "]",
        "(",
        ")",
        "America/New_York",
        ":",
        ".",
        "-",
        "/",
        "\u00A0",
        "\u200F",
        "\0",
        "\uD800",
        "’",
        "am",
        "half an hour",
        " text",
    ];

    private static Gen<Instant> Instants =>
        from seconds in Gen.Choose(0, 3_155_760)
        from more in Gen.Choose(0, 999)
        from shape in Gen.Choose(0, 2)
        from nanosecond in Gen.Choose(0, 999_999_999)
        select At("2000-01-01T12:00:00Z")
            + Duration.FromSeconds(shape == 0 ? seconds * 960L : seconds * 1000L + more)
            + Duration.FromNanoseconds(shape == 2 ? nanosecond : 0);

    private static Gen<string> Zones =>
        Gen.Frequency(
            (4, Gen.Elements(DateTimeZoneProviders.Tzdb.Ids.ToArray())),
            (1, Gen.Choose(-18 * 60, 18 * 60).Select(minutes => DateTimeZone.ForOffset(Offset.FromSeconds(minutes * 60)).Id))
        );

    private static Gen<Moment> Moments =>
        from at in Instants
        from zone in Zones
        from precision in Gen.Choose(0, 3)
        from length in Gen.Choose(0, int.MaxValue)
        select (Precision)precision switch
        {
            Precision.Exact => Moment.Exact(at, zone),
            Precision.Approximate => Moment.Approximate(at, zone),
            Precision.Between => Moment.Between(at, at + Duration.FromMilliseconds(length), zone),
            _ => Moment.Unknown(zone),
        };

    private static Gen<string> Words => Gen.Elements(Fragments).ArrayOf().Select(parts => string.Concat(parts));

    private static void Holds<T>(Gen<T> gen, Func<T, bool> property) =>
        Prop.ForAll(gen.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(30));

    [Fact]
    public void A_printed_moment_reads_back_before_a_text() =>
        Holds(
            Moments,
            moment => TimeReader.ReadLeading($"{moment} text", new(At(Now), moment.Zone)) == new TimeReading(true, moment, "text", null)
        );

    [Fact]
    public void A_printed_moment_reads_back_behind_a_title() =>
        Holds(
            Moments,
            moment => TimeReader.ReadTrailing($"Title {moment}", new(At(Now), moment.Zone)) == new TimeReading(true, moment, "Title", null)
        );

    [Fact]
    public void Every_moment_of_every_hour_that_comes_twice_reads_back() =>
        Holds(
            from zone in Gen.Elements("America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca")
            from year in Gen.Choose(2000, 2037)
            from index in Gen.Choose(0, 7)
            from minutes in Gen.Choose(-90, 90)
            let starts = DateTimeZoneProviders
                .Tzdb[zone]
                .GetZoneIntervals(Instant.FromUtc(year, 1, 1, 0, 0), Instant.FromUtc(year + 1, 1, 1, 0, 0))
                .Skip(1)
                .Select(interval => interval.Start)
                .DefaultIfEmpty(At(Now))
                .ToArray()
            select Moment.Exact(starts[index % starts.Length] + Duration.FromMinutes(minutes), zone),
            moment => TimeReader.ReadLeading($"{moment}", Context()).When == moment
        );

    [Fact]
    public void No_words_make_a_reader_throw() =>
        Holds(
            Words,
            words =>
            {
                _ = TimeReader.ReadLeading(words, Context(zone: "America/New_York"));
                _ = TimeReader.ReadTrailing(words, Context(notBefore: "2024-06-01T00:00:00Z"));
                _ = DateReader.ReadLeading(words, new(2024, 6, 5));
                _ = DateReader.ReadTrailing(words, new(2024, 6, 5));
                _ = SpanReader.TryRead(words, out _, out _);
                _ = RepeatReader.TryRead(words, out _, out _, out _);
                _ = ZoneReader.Find(words);
                return true;
            }
        );

    [Fact]
    public void What_is_not_found_stays_untouched() =>
        Holds(
            Words,
            words =>
                TimeReader.ReadLeading(words, Context()) is var reading
                && (reading.Found || (reading.When is null && reading.Rest == words))
        );

    [Theory]
    [InlineData("at ", 40_000)]
    [InlineData("1", 40_000)]
    [InlineData(" ", 40_000)]
    [InlineData("between 10:45 and ", 2_500)]
    [InlineData("1h ", 13_000)]
    [InlineData("a", 40_000)]
    public void A_very_long_text_is_not_copied_again_and_again(string part, int times)
    {
        var words = string.Concat(Enumerable.Repeat(part, times));
        _ = TimeReader.ReadLeading(words, Context());
        var before = GC.GetAllocatedBytesForCurrentThread();

        _ = TimeReader.ReadLeading(words, Context());
        _ = TimeReader.ReadTrailing(words, Context());
        _ = DateReader.ReadLeading(words, new(2024, 6, 5));
        _ = DateReader.ReadTrailing(words, new(2024, 6, 5));
        _ = SpanReader.TryRead(words, out _, out _);
        _ = ZoneReader.Find(words);

        // Whoever looks again and again at what is left copies it again and again: that would be thousands of times its length.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200L * words.Length);
    }

    [Fact]
    public void A_printed_span_reads_back() =>
        Holds(
            Gen.Choose(0, int.MaxValue).Select(seconds => Duration.FromSeconds(seconds)),
            span => SpanReader.TryRead($"{SpanReader.Print(span)} text", out var read, out var rest) && read == span && rest == "text"
        );

    [Fact]
    public void A_weekday_is_one_to_seven_days_ahead() =>
        Holds(
            from days in Gen.Choose(0, 36_500)
            from weekday in Gen.Elements("mon", "tuesday", "Wed", "thurs", "friday", "next sat", "on sunday")
            select (Today: new LocalDate(2000, 1, 1).PlusDays(days), weekday),
            given => Period.DaysBetween(given.Today, DateReader.ReadLeading(given.weekday, given.Today).Date) is >= 1 and <= 7
        );

    [Fact]
    public void A_printed_repeat_reads_back() =>
        Holds(
            from amount in Gen.Choose(1, 100)
            from unit in Gen.Choose(0, 3)
            select unit switch
            {
                0 => Period.FromDays(amount),
                1 => Period.FromWeeks(amount),
                2 => Period.FromMonths(amount),
                _ => Period.FromYears(amount),
            },
            every => RepeatReader.TryRead(RepeatReader.Print(every), out var read, out _, out _) && read.Equals(every)
        );
}
