using IncidentBot.People;

namespace IncidentBot.Tests.Digests;

public sealed class Teams
{
    private static readonly TeamBook Book = new()
    {
        Members = TeamBook.None.Members.Add("Platform", ["@lee", "Ana Silva", "slack:U9"]).Add("Network", ["slack:U9"]),
    };

    [Theory]
    [InlineData("web:lee", "Lee Novak", "Platform")]
    [InlineData("fake:ana", "Ana Silva", "Platform")]
    [InlineData("slack:U9", "Marek", "Network")]
    [InlineData(null, "network", "Network")]
    [InlineData("web:leeann", "Lee Ann", null)]
    [InlineData(null, null, null)]
    public void Somebody_is_in_the_team_that_the_settings_say(string? id, string? name, string? team) =>
        Assert.Equal(team, Book.Of(id, name));

    [Fact]
    public void A_team_is_found_however_it_is_written() => Assert.Equal("Platform", Book.Find("@PLATFORM"));

    [Fact]
    public void Without_settings_nobody_is_in_a_team() => Assert.Null(TeamBook.None.Of("web:lee", "Lee Novak"));
}
