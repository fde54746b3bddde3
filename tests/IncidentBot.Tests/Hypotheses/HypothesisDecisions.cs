using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Tests.Hypotheses;

public sealed class HypothesisDecisions
{
    private static readonly AnIncident Suspected = AnIncident.Opened.After("suspect The database for 20m");

    [Fact]
    public void The_first_is_H1_and_has_its_time_box() =>
        Assert.Equal(
            new HypothesisRaised(1, "The database", Duration.FromMinutes(20)),
            AnIncident.Opened.Records("suspect The database for 20m")
        );

    [Theory]
    [InlineData("suspect X for 30 seconds")]
    [InlineData("suspect X for 3 weeks")]
    public void A_time_box_is_between_a_minute_and_two_weeks(string line) => AnIncident.Opened.Decide(line).IsRefusedWith("one minute");

    [Fact]
    public void For_the_record_is_no_time_box() =>
        Assert.Equal(new HypothesisRaised(1, "It waits for the lock"), AnIncident.Opened.Records("suspect It waits for the lock"));

    [Fact]
    public void Ruling_out_says_why() =>
        Assert.Equal(new HypothesisRuledOut(1, "Load is normal"), Suspected.Records("ruledout H1 Load is normal"));

    [Theory]
    [InlineData("ruledout 1 Load is normal")]
    [InlineData("ruled-out", null)]
    [InlineData("ruledout H1: Load is normal")]
    [InlineData("ruledout at 10:02 H1 Load is normal")]
    [InlineData("ruledout h1 at 10:02 Load is normal")]
    public void The_number_is_understood_as_people_type_it(string line, string? words = "Load is normal") =>
        Assert.Equal(words, (Suspected.Later(Duration.FromMinutes(5)).Read(line).Command as RuleOut)?.Text);

    [Fact]
    public void Confirming_moves_the_status_to_identified()
    {
        var incident = Suspected.After("confirm H1 Seen in the log").Incident;

        Assert.Equal((IncidentStatus.Identified, HypothesisState.Confirmed), (incident.Status, incident.FindHypothesis(1)!.State));
        Assert.NotNull(incident.CauseFoundAt);
    }

    [Fact]
    public void Confirming_after_the_mitigation_does_not_move_the_status_back() =>
        Assert.Equal(IncidentStatus.Mitigated, Suspected.After("mitigated X", "confirm H1 Y").Incident.Status);

    [Fact]
    public void None_yet_is_said() => AnIncident.Opened.Decide("ruledout H1 X").IsRefusedWith("suspect TEXT");

    [Fact]
    public void A_wrong_number_names_those_there_are() => Suspected.Decide("confirm H2 X").IsRefusedWith("H1 (The database)");

    [Fact]
    public void Ruled_out_twice_says_how_to_change_the_words() =>
        Suspected.After("ruledout H1 X").Decide("ruledout H1 Y").IsRefusedWith("correct #3 TEXT");

    [Fact]
    public void One_may_be_confirmed_after_it_was_ruled_out() =>
        Assert.Equal(HypothesisState.Confirmed, Suspected.After("ruledout H1 X", "confirm H1 Y").Incident.FindHypothesis(1)?.State);

    [Fact]
    public void The_bot_asks_once_when_the_time_box_is_over()
    {
        var over = Suspected.Later(Duration.FromMinutes(20));

        Assert.Equal(new TimeBoxEnded(1), Assert.Single(over.Decide(new EndTimeBox(1)).Events).What);
        Assert.Empty(over.After(new EndTimeBox(1)).Decide(new EndTimeBox(1)).Events);
    }

    [Theory]
    [InlineData("ruledout H1 X")]
    [InlineData("confirm H1 X")]
    [InlineData("resolved X")]
    [InlineData("retract #2")]
    public void The_bot_does_not_ask_when_it_was_decided_meanwhile(string line) =>
        Assert.Empty(Suspected.After(line).Later(Duration.FromMinutes(20)).Decide(new EndTimeBox(1)).Events);

    [Fact]
    public void The_bot_does_not_ask_early() => Assert.Empty(Suspected.Later(Duration.FromMinutes(18)).Decide(new EndTimeBox(1)).Events);
}
