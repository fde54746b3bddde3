using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Testing;
using IncidentBot.Timeline;

namespace IncidentBot.Tests.Postmortems;

public sealed class Publishing
{
    private static readonly AnIncident Said = AnIncident.Opened.After(
        "detected Monitoring",
        "impact 30% of users",
        "cause A full disk",
        "fix More disk",
        "resolved Over"
    );

    [Fact]
    public void Goes_without_a_reason_where_nothing_that_is_required_is_missing() =>
        Assert.Null(Assert.IsType<PostmortemPublished>(Said.After("close").Records("postmortem publish")).Without);

    [Fact]
    public void Is_refused_while_something_that_is_required_is_missing()
    {
        var incident = AnIncident.Opened.After("detected Monitoring", "impact 30%", "resolved Over", "close");

        var answer = incident.Decide("postmortem publish");

        Assert.Equal(Outcome.Refused, answer.Reply.Outcome);
        Assert.Equal(
            "Not published, for nobody has said: the root cause, INC-1 cause TEXT; the resolution, INC-1 fix TEXT. "
                + "If it has to go out without, say why: INC-1 postmortem publish REASON.",
            incident.Answer("postmortem publish").ReplaceLineEndings(" ").Replace("`", "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Records_the_reason_and_what_was_missing()
    {
        var published = AnIncident
            .Opened.After("detected Monitoring", "impact 30%", "fix A restart", "resolved Over", "close")
            .Records("postmortem publish The logs are gone");

        Assert.Equal(new PostmortemPublished("The logs are gone") { Without = "the root cause" }, published);
        Assert.Equal("Postmortem published without the root cause: The logs are gone", EventSentence.Of(published).ToPlainText());
    }

    [Fact]
    public void Asks_for_what_the_team_has_set()
    {
        var asked = new Asked(Cast.Amara, AnIncident.Channel, Said.Now)
        {
            Postmortems = new PostmortemOptions { Required = [MissingKind.Commander, MissingKind.Percentage] },
        };

        var decided = Decider.Decide(Said.After("close").Incident, new IncidentBot.Postmortems.Publishing.Publish(""), asked);

        Assert.Contains("who led", IncidentBot.Chat.Cards.PlainTextCard.Render(decided.Reply.Card), StringComparison.Ordinal);
    }

    [Fact]
    public void Asks_nothing_of_practice() =>
        Assert.IsType<PostmortemPublished>(
            AnIncident.OpenedBy("Disk full drill").After("resolved Over", "close").Records("postmortem publish")
        );
}
