using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Escalations;

public sealed class EscalationsAndPages
{
    [Theory]
    [InlineData("escalate @devops The analysis was inconclusive")]
    [InlineData("escalate to devops: The analysis was inconclusive")]
    [InlineData("escalate @devops - The analysis was inconclusive")]
    public void An_escalation_says_to_whom_and_why(string line) =>
        Assert.Equal(new Escalated(new("devops"), "The analysis was inconclusive"), AnIncident.Opened.Records(line));

    [Fact]
    public void A_page_is_recorded_and_says_what_does_not_go_out() =>
        Assert.Contains(
            "no email, SMS or call",
            AnIncident.Opened.Answer("page <@fake:lee|Lee Novak> Please look"),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_page_tells_the_person() =>
        Assert.Contains(
            AnIncident.Opened.Decide("page <@fake:lee|Lee Novak> Please look").Effects,
            addressed => addressed.Effect is TellPerson { Who.Id: "fake:lee" }
        );

    [Fact]
    public void A_drill_pages_nobody()
    {
        var decided = AnIncident.OpenedBy("X drill").Decide("page <@fake:lee|Lee Novak> Please look");

        Assert.DoesNotContain(decided.Effects, addressed => addressed.Effect is TellPerson or InviteResponder);
        Assert.Contains("nobody is paged", decided.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_acknowledges_takes_part()
    {
        var incident = AnIncident.Opened.After(Cast.Lee, "ack").Incident;

        Assert.Contains(Cast.Lee, incident.Responders);
        Assert.NotNull(incident.AcknowledgedAt);
    }
}
