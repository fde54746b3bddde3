using System.Text.Json;
using IncidentBot.People;
using IncidentBot.Teams;
using IncidentBot.Teams.Incoming;

namespace IncidentBot.Tests.Teams;

public sealed class WordsFromTeams
{
    private const string Me = """{"type":"mention","mentioned":{"id":"28:app","name":"IncidentBot"},"text":"<at>IncidentBot</at>"}""";
    private const string Lee = """{"type":"mention","mentioned":{"id":"29:lee","name":"Lee Novak"},"text":"<at>Lee Novak</at>"}""";

    [Theory]
    [InlineData("<at>IncidentBot</at> open api down", "open api down")]
    [InlineData("<at>IncidentBot</at>&nbsp;open api down\n", "open api down")]
    [InlineData("\u00a0<AT>incidentbot</AT>\u00a0open api down", "open api down")]
    [InlineData("open <at>IncidentBot</at> api down", "open  api down")]
    [InlineData("<at>IncidentBot</at> <at>IncidentBot</at> open api down", "open api down")]
    [InlineData("<at id=\"0\">IncidentBot</at> open api down", "open api down")]
    [InlineData("<at>IncidentBot</at> lead <at>Lee Novak</at>", "lead <@teams:29:lee|Lee Novak>")]
    [InlineData("<at>IncidentBot</at> note 3 &lt; 5 &amp; 7 &gt; 5", "note 3 < 5 & 7 > 5")]
    [InlineData("<at>IncidentBot</at> note &lt;b&gt;bold&lt;/b&gt;", "note <b>bold</b>")]
    [InlineData("<p><at>IncidentBot</at> note one</p><p>two<br>three</p>", "note one\ntwo\nthree")]
    [InlineData("<at>Somebody</at> is here", "@Somebody is here")]
    [InlineData("plain words", "plain words")]
    [InlineData("<at>IncidentBot</at>", "")]
    [InlineData("note a <at b", "note a <at b")]
    public void AreReadAsTheyWereTyped(string text, string words) => Assert.Equal(words, Read(text, Me, Lee));

    [Fact]
    public void TwoPeopleOfOneNameStayTwo() =>
        Assert.Equal(
            "page <@teams:29:one|Lee> and <@teams:29:two|Lee>",
            Read(
                "page <at>Lee</at> and <at>Lee</at>",
                """{"type":"mention","mentioned":{"id":"29:one","name":"Lee"},"text":"<at>Lee</at>"}""",
                """{"type":"mention","mentioned":{"id":"29:two","name":"Lee"},"text":"<at>Lee</at>"}"""
            )
        );

    [Theory]
    [InlineData("<div><div>Phones ring &amp; ring</div></div>", "Phones ring & ring")]
    [InlineData("<p>one</p>\n<p>two</p>", "one\ntwo")]
    [InlineData("<at id=\"0\">Lee</at>&nbsp;look", "@Lee look")]
    [InlineData("", "")]
    public void OfHtmlAreLines(string html, string words) => Assert.Equal(words, TeamsWords.OfHtml(html));

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"text":null,"entities":7,"recipient":[]}""")]
    [InlineData("""{"text":"<at></at>","entities":[null,{"type":"mention"},{"type":"mention","mentioned":7}]}""")]
    [InlineData("""{"text":"\ud800","entities":[]}""")]
    public void AreNeverAnError(string json) => Assert.NotNull(TeamsWords.Of(JsonElement.Parse(json), (id, name) => new Person(id, name)));

    private static string Read(string text, params string[] entities)
    {
        var json =
            $$"""{"text":{{JsonSerializer.Serialize(text)}},"recipient":{"id":"28:app","name":"IncidentBot"},"entities":[{{string.Join(',', entities)}}]}""";
        return TeamsWords.Of(JsonElement.Parse(json), TeamsPlatform.PersonOf);
    }
}
