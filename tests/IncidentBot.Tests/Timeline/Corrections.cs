using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Testing;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Tests.Timeline;

public sealed class Corrections
{
    [Fact]
    public void A_correction_keeps_the_old_words() =>
        Assert.Equal(
            new EntryCorrected(2, "It took 2 minutes", "It took 12 minutes"),
            AnIncident.Opened.After("note It took 2 minutes").Records("correct #2 It took 12 minutes")
        );

    [Fact]
    public void The_title_is_corrected_through_the_first_entry() =>
        Assert.Equal("Mail is slow", AnIncident.Opened.After("correct #1 Mail is slow").Incident.Title);

    [Fact]
    public void A_title_stays_short() => AnIncident.Opened.Decide("correct #1 " + new string('a', 301)).IsRefusedWith("at most 300");

    [Fact]
    public void The_same_words_change_nothing() => AnIncident.Opened.After("note X").Decide("correct #2 X").ChangesNothing("exactly that");

    [Fact]
    public void An_entry_of_another_incident_is_refused_with_the_way_to_reach_it() =>
        AnIncident.Opened.Decide("correct #17 X").IsRefusedWith("INC-7 correct #17");

    [Fact]
    public void What_has_no_words_is_not_corrected() => AnIncident.Opened.After("lead").Decide("correct #2 X").IsRefusedWith("no words");

    [Fact]
    public void A_correction_is_not_itself_corrected() =>
        AnIncident.Opened.After("note X", "correct #2 Y").Decide("correct #3 Z").IsRefusedWith("itself a correction");

    [Fact]
    public void What_was_retracted_stays_so() =>
        AnIncident.Opened.After("note X", "retract #2").Decide("correct #2 Y").IsRefusedWith("was retracted");

    [Fact]
    public void Words_corrected_in_a_hypothesis_and_a_task_are_what_they_say_now()
    {
        var incident = AnIncident.Opened.After("suspect X", "task add Y", "correct #2 The database", "correct #3 Alert on it").Incident;

        Assert.Equal("The database", incident.FindHypothesis(1)?.Text);
        Assert.Equal("Alert on it", incident.FindTask(1)?.Text);
    }

    [Fact]
    public void Moving_the_start_or_the_end_changes_the_duration()
    {
        var resolved = AnIncident.OpenedBy("X at 08:30").After("resolved at 10:00 Over");

        Assert.Equal(Duration.FromMinutes(120), resolved.After("retime #1 at 08:00").Incident.Duration);
        Assert.Equal(Duration.FromMinutes(30), resolved.After("retime #2 at 09:00").Incident.Duration);
    }

    [Fact]
    public void A_move_keeps_the_old_time() =>
        Assert.Equal(
            new EntryRetimed(2, Moment.Exact(AnIncident.At(10, 1), "UTC"), Moment.Exact(AnIncident.At(9, 0), "UTC")),
            AnIncident.Opened.After("note X").Records("retime #2 at 09:00")
        );

    [Fact]
    public void Nothing_is_moved_into_the_future() =>
        AnIncident.Opened.After("note X").Decide("retime #2 at 2026-03-04 10:00").IsRefusedWith("still to come");

    [Fact]
    public void The_start_cannot_be_unknown() => AnIncident.Opened.Decide("retime #1 at ?").IsRefusedWith("around 14:00");

    [Fact]
    public void The_end_cannot_be_moved_before_the_start() =>
        AnIncident.Opened.After("resolved Over").Decide("retime #2 at 09:00").IsRefusedWith("before INC-1 began");

    [Fact]
    public void The_start_cannot_be_moved_behind_the_end() =>
        AnIncident
            .Opened.After("resolved Over")
            .Later(Duration.FromMinutes(9))
            .Decide("retime #1 at 10:09")
            .IsRefusedWith("after INC-1 was resolved");

    [Fact]
    public void Moving_to_the_same_time_changes_nothing() => AnIncident.Opened.Decide("retime #1 at 10:00").ChangesNothing("already");

    [Fact]
    public void A_retracted_resolution_leaves_it_where_it_was()
    {
        var incident = AnIncident.Opened.After("mitigated X", "resolved Y", "retract #3 Not yet").Incident;

        Assert.Equal(IncidentStatus.Mitigated, incident.Status);
        Assert.Null(incident.ResolvedAt);
    }

    [Fact]
    public void A_retracted_hypothesis_and_task_are_gone_and_keep_their_numbers()
    {
        var incident = AnIncident.Opened.After("suspect X", "task add Y", "retract #2", "retract #3", "suspect Z", "task add W").Incident;

        Assert.Equal([2], incident.Hypotheses.Select(hypothesis => hypothesis.Number));
        Assert.Equal([2], incident.Tasks.Select(task => task.Number));
    }

    [Fact]
    public void The_steps_of_a_retracted_task_go_with_it()
    {
        var incident = AnIncident.Opened.After("task add X", "task sub T1 Y", "retract #2").Incident;

        Assert.Empty(incident.Tasks);
    }

    [Fact]
    public void A_retracted_outcome_opens_the_hypothesis_again() =>
        Assert.Equal(
            HypothesisState.Open,
            AnIncident.Opened.After("suspect X", "ruledout H1 Y", "retract #3").Incident.FindHypothesis(1)?.State
        );

    [Fact]
    public void A_retracted_confirmation_takes_its_change_of_status_with_it()
    {
        var incident = AnIncident.Opened.After("suspect X", "confirm H1 Y", "retract #3").Incident;

        Assert.Equal(IncidentStatus.Investigating, incident.Status);
        Assert.Null(incident.CauseFoundAt);
    }

    [Fact]
    public void A_moved_confirmation_moves_when_the_cause_was_found()
    {
        var incident = AnIncident
            .OpenedBy("X at 08:00")
            .After("suspect at 08:10 X", "confirm H1 at 08:30 Y", "retime #3 at 09:00")
            .Incident;

        Assert.Equal(Duration.FromMinutes(60), incident.TimeToCause);
    }

    [Theory]
    [InlineData("retract #1", "cannot be taken back")]
    [InlineData("retract #3", "reopen TEXT")]
    [InlineData("retract #9", "no entry #9")]
    public void Some_entries_cannot_be_taken_back(string line, string because) =>
        AnIncident.Opened.After("resolved X", "close").Decide(line).IsRefusedWith(because);

    [Fact]
    public void A_reopening_cannot_be_taken_back() =>
        AnIncident.Opened.After("resolved X", "reopen Y").Decide("retract #3").IsRefusedWith("close");

    [Fact]
    public void The_channel_of_the_incident_cannot_be_taken_back() =>
        AnIncident
            .Opened.After(new IncidentBot.Chat.RecordChannel(new ChannelOpened(AnIncident.Channel, "inc-1")))
            .Decide("retract #2")
            .IsRefusedWith("#2");

    [Fact]
    public void Undo_takes_back_what_the_speaker_said_last()
    {
        var incident = AnIncident.Opened.After("note Mine").After(Cast.Lee, "note Not mine");

        Assert.Equal(new EntryRetracted(2, ""), incident.Records("undo"));
        Assert.Equal(new EntryRetracted(3, ""), incident.Records("undo", Cast.Lee));
    }

    [Fact]
    public void Undo_twice_takes_back_two() =>
        Assert.Equal(
            [1, 4, 5],
            AnIncident
                .Opened.After("note X", "note Y", "undo", "undo")
                .Incident.Entries.Where(entry => entry.Counts)
                .Select(entry => entry.Number)
        );

    [Fact]
    public void Undo_of_a_confirmation_takes_all_of_it_back() =>
        Assert.Equal(
            (IncidentStatus.Investigating, HypothesisState.Open),
            AnIncident.Opened.After("suspect X", "confirm H1 Y", "undo").Incident is var incident
                ? (incident.Status, incident.FindHypothesis(1)!.State)
                : default
        );

    [Fact]
    public void Who_said_nothing_has_nothing_to_undo() => AnIncident.Opened.Decide("undo", Cast.Zoe).IsRefusedWith("nothing in INC-1");
}
