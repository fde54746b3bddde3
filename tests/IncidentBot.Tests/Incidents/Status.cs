using IncidentBot.Incidents;
using IncidentBot.Testing;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Tests.Incidents;

public sealed class Status
{
    private static readonly AnIncident Resolved = AnIncident.Opened.After("mitigated Half is back", "resolved All is back");
    private static readonly AnIncident Closed = Resolved.After("close");

    [Theory]
    [InlineData("status identified", IncidentStatus.Identified)]
    [InlineData("mitigated Rolled back", IncidentStatus.Mitigated)]
    [InlineData("restored All works", IncidentStatus.Mitigated)]
    [InlineData("status monitoring Rolled back", IncidentStatus.Mitigated)]
    [InlineData("resolved All is back", IncidentStatus.Resolved)]
    [InlineData("status fixed All is back", IncidentStatus.Resolved)]
    [InlineData("close False alarm", IncidentStatus.Closed)]
    public void It_moves_forward(string line, IncidentStatus status) => Assert.Equal(status, AnIncident.Opened.After(line).Incident.Status);

    [Fact]
    public void It_moves_back_when_a_fix_did_not_help() =>
        Assert.Equal(
            IncidentStatus.Investigating,
            AnIncident.Opened.After("mitigated X", "status investigating It did not help").Incident.Status
        );

    [Theory]
    [InlineData("status identified at 10:00")]
    [InlineData("mitigated at 10:00 Half is back")]
    [InlineData("restored at 10:00 Half is back")]
    [InlineData("status investigating at 10:01 Looking")]
    public void A_fact_of_earlier_that_is_told_late_does_not_move_it_back(string line) =>
        Assert.Equal(IncidentStatus.Resolved, Resolved.After(line).Incident.Status);

    [Theory]
    [InlineData("status investigating at 10:03 Looking again")]
    [InlineData("status identified at ? Looking again")]
    public void Only_reopening_takes_it_back_from_resolved(string line)
    {
        var resolved = AnIncident.Opened.After("resolved at 10:01 Over").Later(Duration.FromMinutes(5));

        Assert.Equal(IncidentStatus.Resolved, resolved.After(line).Incident.Status);
    }

    [Fact]
    public void Resolved_twice_is_refused_with_the_way_to_mend_its_time() =>
        Resolved.Decide("resolved Again").IsRefusedWith("retime #3 at TIME");

    [Fact]
    public void Moving_to_where_it_stands_changes_nothing() => AnIncident.Opened.Decide("status investigating").ChangesNothing("already");

    [Fact]
    public void A_resolved_one_moves_only_by_reopening() => Resolved.Decide("status identified").IsRefusedWith("reopen TEXT");

    [Fact]
    public void One_that_is_not_resolved_closes_only_with_a_reason() => AnIncident.Opened.Decide("close").IsRefusedWith("close REASON");

    [Fact]
    public void Closing_twice_is_refused() => Closed.Decide("close").IsRefusedWith("closed already");

    [Fact]
    public void Reopening_an_open_one_is_refused() => AnIncident.Opened.Decide("reopen X").IsRefusedWith("nothing to reopen");

    [Fact]
    public void Reopening_takes_it_back_to_the_first_status_and_its_end_away()
    {
        var reopened = Closed.After("reopen Errors are back").Incident;

        Assert.Equal(IncidentStatus.Investigating, reopened.Status);
        Assert.Null(reopened.Duration);
        Assert.Null(reopened.ClosedAt);
    }

    [Theory]
    [InlineData("sev 1")]
    [InlineData("status identified")]
    [InlineData("resolved X")]
    [InlineData("lead")]
    [InlineData("join")]
    public void A_closed_one_takes_nothing_that_runs_the_response(string line) => Closed.Decide(line).IsRefusedWith("INC-1 is closed.");

    [Theory]
    [InlineData("note Somebody remembered this")]
    [InlineData("cause A bad configuration")]
    [InlineData("fix Rolled it back")]
    [InlineData("impact 30% of users")]
    [InlineData("improve Alert on it")]
    [InlineData("task add Alert on it")]
    [InlineData("detected at 10:00 By a customer")]
    [InlineData("suspect at 10:00 The database")]
    [InlineData("mitigated at 10:01 Half is back")]
    [InlineData("escalate at 10:01 @devops Please help")]
    [InlineData("page at 10:01 @oncall by SMS")]
    [InlineData("update at 10:01 We are on it")]
    [InlineData("correct #1 Web stack down")]
    [InlineData("retime #1 at 09:50")]
    [InlineData("retract #2")]
    [InlineData("postmortem review @lee")]
    [InlineData("postmortem publish Nobody knows more")]
    public void A_closed_one_takes_what_the_postmortem_needs(string line) => Assert.True(Closed.After(line).Incident.IsClosed);

    [Theory]
    [InlineData("mitigated X")]
    [InlineData("restored X")]
    [InlineData("escalate @devops X")]
    [InlineData("page @oncall X")]
    [InlineData("update X")]
    public void What_happens_now_cannot_happen_to_a_closed_one(string line) => Closed.Decide(line).IsRefusedWith("reopen TEXT");

    [Theory]
    [InlineData("mitigated at 09:00 X")]
    [InlineData("restored at 09:00 X")]
    [InlineData("resolved at 09:00 X")]
    [InlineData("close at 09:00 X")]
    [InlineData("status identified at 09:00 X")]
    public void Nothing_ends_before_it_began(string line) => AnIncident.Opened.Decide(line).IsRefusedWith("retime #1 at TIME");

    [Fact]
    public void Nothing_is_recorded_of_tomorrow() => AnIncident.Opened.Decide("note at 2026-03-04 10:00 X").IsRefusedWith("still to come");

    [Fact]
    public void A_note_from_before_the_start_is_recorded_with_a_remark() =>
        Assert.Contains("retime #1", AnIncident.Opened.Answer("note at 09:00 The deployment began"), StringComparison.Ordinal);

    [Fact]
    public void The_severity_moves_and_says_from_where() =>
        Assert.Equal(new SeverityChanged(Severity.Sev2, Severity.Sev1, "All is down"), AnIncident.Opened.Records("sev 1 All is down"));

    [Fact]
    public void The_same_severity_changes_nothing() => AnIncident.Opened.Decide("sev 2").ChangesNothing("sev2 already");

    [Fact]
    public void The_duration_is_from_the_start_to_the_declared_end() =>
        Assert.Equal(Duration.FromMinutes(90), AnIncident.OpenedBy("X at 08:30").After("resolved at 10:00 Over").Incident.Duration);

    [Fact]
    public void The_earliest_time_told_is_when_it_was_noticed_and_mitigated()
    {
        var incident = AnIncident
            .OpenedBy("X at 08:30")
            .After("detected at 09:30 A customer", "detected at 09:10 Monitoring", "mitigated at 09:40 X", "mitigated at 09:20 Y")
            .Incident;

        Assert.Equal(Moment.Exact(AnIncident.At(9, 10), "UTC"), incident.DetectedAt);
        Assert.Equal(Moment.Exact(AnIncident.At(9, 20), "UTC"), incident.MitigatedAt);
    }

    [Fact]
    public void An_unknown_time_gives_way_to_a_known_one() =>
        Assert.Equal(
            Moment.Exact(AnIncident.At(9, 30), "UTC"),
            AnIncident.OpenedBy("X at 08:30").After("detected at ? Somehow", "detected at 09:30 A customer").Incident.DetectedAt
        );
}
