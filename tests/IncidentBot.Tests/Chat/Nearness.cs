using IncidentBot.Chat;

namespace IncidentBot.Tests.Chat;

public sealed class Nearness
{
    private static readonly string[] Known = ["note", "notice", "resolved", "status"];

    [Theory]
    [InlineData("note", "note")]
    [InlineData("ntoe", "note")]
    [InlineData("NOTR", "note")]
    [InlineData("resolvd", "resolved")]
    [InlineData("reso", "resolved")]
    [InlineData("stauts", "status")]
    [InlineData("banana", null)]
    [InlineData("", null)]
    public void The_nearest_is_what_tired_fingers_meant(string typed, string? meant) => Assert.Equal(meant, Nearest.To(typed, Known));

    [Fact]
    public void The_best_stands_first() => Assert.Equal(["note", "notice"], Nearest.Of("not", Known, 3));

    [Fact]
    public void A_very_long_word_is_near_to_nothing() => Assert.Empty(Nearest.Of(new string('n', 41), Known, 3));
}
