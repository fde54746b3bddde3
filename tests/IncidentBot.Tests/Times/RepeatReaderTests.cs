using IncidentBot.Times;

namespace IncidentBot.Tests.Times;

public sealed class RepeatReaderTests
{
    [Theory]
    [InlineData("3 months", "3 months")]
    [InlineData("month", "month")]
    [InlineData("1 month", "month")]
    [InlineData("2 weeks", "2 weeks")]
    [InlineData("two weeks", "2 weeks")]
    [InlineData("other week", "2 weeks")]
    [InlineData("year", "year")]
    [InlineData("day", "day")]
    [InlineData("quarter", "3 months")]
    public void A_repeat_is_read(string words, string canonical)
    {
        Assert.True(RepeatReader.TryRead($"{words} text", out var every, out var rest, out _));
        Assert.Equal((canonical, "text"), (RepeatReader.Print(every), rest));
    }

    [Theory]
    [InlineData("0 days", "Something that is due every 0 days never comes round. Say how often, like `every 3 months`.")]
    [InlineData("9999 years", "That is more than a hundred years. Say how often, like `every 3 months`.")]
    [InlineData("", null)]
    [InlineData("friday", null)]
    [InlineData("3 servers", null)]
    public void Other_words_are_left_alone_and_impossible_ones_explained(string words, string? sentence) =>
        Assert.Equal((false, words, sentence), (RepeatReader.TryRead(words, out _, out var rest, out var wrong), rest, wrong));
}
