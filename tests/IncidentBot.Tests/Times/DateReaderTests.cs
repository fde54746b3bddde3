using IncidentBot.Times;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Tests.Times;

/// <summary>Today is Wednesday, 5 June 2024.</summary>
public sealed class DateReaderTests
{
    private static readonly LocalDate Today = new(2024, 6, 5);

    private static LocalDate On(string iso) => LocalDatePattern.Iso.Parse(iso).GetValueOrThrow();

    [Theory]
    [InlineData("friday", "2024-06-07")]
    [InlineData("next friday", "2024-06-07")]
    [InlineData("on Friday", "2024-06-07")]
    [InlineData("wednesday", "2024-06-12")]
    [InlineData("today", "2024-06-05")]
    [InlineData("tomorrow", "2024-06-06")]
    [InlineData("yesterday", "2024-06-04")]
    [InlineData("in 2 weeks", "2024-06-19")]
    [InlineData("in 3 days", "2024-06-08")]
    [InlineData("in a month", "2024-07-05")]
    [InlineData("2w", "2024-06-19")]
    [InlineData("2026-12-01", "2026-12-01")]
    [InlineData("2020-12-01", "2020-12-01")]
    [InlineData("1 Dec", "2024-12-01")]
    [InlineData("Dec 1", "2024-12-01")]
    [InlineData("Dec 1st", "2024-12-01")]
    [InlineData("5 June", "2024-06-05")]
    [InlineData("4 June", "2025-06-04")]
    [InlineData("29 Feb", "2028-02-29")]
    [InlineData("1 December 2026", "2026-12-01")]
    [InlineData("December 1, 2026", "2026-12-01")]
    [InlineData("31.12.2026", "2026-12-31")]
    [InlineData("31/12/2026", "2026-12-31")]
    [InlineData("end of week", "2024-06-07")]
    [InlineData("end of the month", "2024-06-30")]
    [InlineData("eom", "2024-06-30")]
    [InlineData("end of quarter", "2024-06-30")]
    [InlineData("end of year", "2024-12-31")]
    [InlineData("next week", "2024-06-12")]
    [InlineData("next month", "2024-07-05")]
    public void A_date_is_read(string words, string date) =>
        Assert.Equal(new DateReading(true, On(date), "text", null), DateReader.ReadLeading($"{words} text", Today));

    [Theory]
    [InlineData("31 February", "31 February does not exist: February has 29 days at most. Write a date like `2024-06-05`.")]
    [InlineData("2026-02-29", "29 February 2026 does not exist: February 2026 has 28 days. Write a date like `2024-06-05`.")]
    [InlineData("2026-13-01", "There is no month 13: months go from 01 to 12. Write a date like `2024-06-05`.")]
    [InlineData("1/12/2026", "01/12/2026 can be read in two ways. Write the month as a word: `1 December 2026`.")]
    [InlineData("in 9999 years", "That is more than a hundred years ahead. Say a date like `friday`, `in 2 weeks` or `2026-12-01`.")]
    public void An_impossible_date_is_explained(string words, string sentence) =>
        Assert.Equal(new DateReading(false, default, words, sentence), DateReader.ReadLeading(words, Today));

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("the end")]
    [InlineData("next time")]
    [InlineData("in time")]
    [InlineData("eox end of month")]
    [InlineData("2 servers")]
    [InlineData("Friday's deploy")]
    public void Other_words_are_left_alone(string words) =>
        Assert.Equal(new DateReading(false, default, words, null), DateReader.ReadLeading(words, Today));

    [Theory]
    [InlineData("Fix the balancer due friday", "Fix the balancer", "2024-06-07")]
    [InlineData("Fix the balancer by 1 December 2026", "Fix the balancer", "2026-12-01")]
    [InlineData("Pay what is due by end of month", "Pay what is", "2024-06-30")]
    public void A_due_date_ends_the_task(string words, string rest, string date) =>
        Assert.Equal(new DateReading(true, On(date), rest, null), DateReader.ReadTrailing(words, Today));

    [Theory]
    [InlineData("Keep logs 2 weeks")]
    [InlineData("Explain what is due friday to Lee")]
    [InlineData("Standby friday")]
    public void Other_tasks_are_left_alone(string words) =>
        Assert.Equal(new DateReading(false, default, words, null), DateReader.ReadTrailing(words, Today));

    [Fact]
    public void An_impossible_due_date_is_explained() =>
        Assert.StartsWith("31 June does not exist: June has 30 days.", DateReader.ReadTrailing("Fix it due 31 June", Today).Wrong);

    [Theory]
    [InlineData("2024-06-07", "2024-06-07")]
    [InlineData("2024-06-08", "2024-06-14")]
    public void The_end_of_a_week_is_its_friday(string today, string date) =>
        Assert.Equal(On(date), DateReader.ReadLeading("eow", On(today)).Date);
}
