using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Tests.Times;

public sealed class SpanReaderTests
{
    [Theory]
    [InlineData("20m", "20m")]
    [InlineData("1h", "1h")]
    [InlineData("1h30m", "1h30m")]
    [InlineData("1h30", "1h30m")]
    [InlineData("1 h 30 min", "1h30m")]
    [InlineData("1h30 min", "1h30m")]
    [InlineData("1 hour and 30 minutes", "1h30m")]
    [InlineData("an hour and a half", "1h30m")]
    [InlineData("1.5 hours", "1h30m")]
    [InlineData("90 minutes", "1h30m")]
    [InlineData("45s", "45s")]
    [InlineData("2d", "2d")]
    [InlineData("1 week", "7d")]
    [InlineData("two weeks", "14d")]
    [InlineData("half an hour", "30m")]
    [InlineData("An\u00A0hour", "1h")]
    [InlineData("0m", "0m")]
    public void A_span_is_read(string words, string canonical)
    {
        Assert.True(SpanReader.TryRead($"{words} text", out var span, out var rest));
        Assert.Equal((canonical, "text"), (SpanReader.Print(span), rest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("20")]
    [InlineData("20 servers")]
    [InlineData("5 mice")]
    [InlineData("20m3")]
    [InlineData("a m")]
    [InlineData("half 3 hours")]
    [InlineData("999999 weeks")]
    [InlineData("1234567 s")]
    public void Other_words_are_left_alone(string words) =>
        Assert.Equal((false, Duration.Zero, words), (SpanReader.TryRead(words, out var span, out var rest), span, rest));

    [Fact]
    public void Nothing_below_a_second_is_printed() => Assert.Equal("0m", SpanReader.Print(Duration.FromMilliseconds(-1)));
}
