using IncidentBot.Chat;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Chat;

public sealed class ChannelNames
{
    [Theory]
    [InlineData("Web stack slow", "inc-1-web-stack-slow")]
    [InlineData("  DB!! (eu-west)  ", "inc-1-db-eu-west")]
    [InlineData("It's down", "inc-1-its-down")]
    [InlineData("Café überlastet", "inc-1-cafe-uberlastet")]
    [InlineData("Straße gesperrt", "inc-1-strasse-gesperrt")]
    [InlineData("日本語", "inc-1")]
    [InlineData("🔥 fire", "inc-1-fire")]
    [InlineData("<@fake:lee|Lee Novak> cannot log in", "inc-1-lee-novak-cannot-log-in")]
    [InlineData("Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "inc-1")]
    [InlineData("One two three four five six seven eight nine ten eleven", "inc-1-one-two-three-four-five-six-seven-eight-nine")]
    public void Are_legal_everywhere(string title, string name) => Assert.Equal(name, ChannelName.Of(AnIncident.OpenedBy(title).Incident));

    [Fact]
    public void Of_private_incidents_give_nothing_away() =>
        Assert.Equal("inc-1", ChannelName.Of(AnIncident.OpenedBy("Breach private").Incident));
}
