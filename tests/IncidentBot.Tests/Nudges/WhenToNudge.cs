using IncidentBot.Incidents;
using IncidentBot.Nudges;
using IncidentBot.Reminders;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Tests.Nudges;

/// <summary>The incident is opened at 10:00; each line is said a minute after the last.</summary>
public sealed class WhenToNudge
{
    private const string PageLee = "page <@fake:lee|Lee Novak> Please look";
    private static readonly NudgePolicy Policy = new(new NudgeOptions());
    private static readonly AnIncident Sev1 = AnIncident.OpenedBy("Checkout down sev1").After("lead");
    private static readonly AnIncident Led = AnIncident.Opened.After("lead");

    [Fact]
    public void After_five_minutes_without_a_commander()
    {
        Assert.Equal(AnIncident.At(10, 5), Next(AnIncident.Opened.Incident));
        Assert.Equal(NudgeSubjects.None, About(AnIncident.Opened, 10, 4));
        Assert.Equal(NudgeSubjects.Command, About(AnIncident.Opened, 10, 5));
    }

    [Fact]
    public void Nothing_where_somebody_leads() => Assert.Null(Next(Led.Incident));

    [Fact]
    public void After_twenty_silent_minutes_in_a_sev1()
    {
        Assert.Equal(AnIncident.At(10, 21), Next(Sev1.Incident));
        Assert.Equal(NudgeSubjects.Silence, About(Sev1, 10, 21));
    }

    [Theory]
    [InlineData("note We restart it")]
    [InlineData("correct #1 Checkout is down")]
    [InlineData("task add Alert on it")]
    public void Whatever_a_person_records_breaks_the_silence(string line) =>
        Assert.Equal(AnIncident.At(10, 37), Next(Sev1.Later(Duration.FromMinutes(15)).After(line).Incident));

    [Fact]
    public void What_the_bot_records_does_not_break_it() =>
        Assert.Equal(
            AnIncident.At(10, 21),
            Next(Sev1.After(new IncidentBot.Chat.RecordGivenUp("the header card", "the channel is gone")).Incident)
        );

    [Fact]
    public void A_lesser_one_may_be_silent_until_it_gets_worse()
    {
        Assert.Null(Next(Led.Incident));
        Assert.Equal(AnIncident.At(10, 22), Next(Led.After("sev 1").Incident));
    }

    [Fact]
    public void After_five_minutes_without_an_answer_to_a_page()
    {
        var paged = Led.After(PageLee);

        Assert.Equal(AnIncident.At(10, 7), Next(paged.Incident));
        Assert.Equal(
            new NudgeSaid(1, AnIncident.At(10, 7), NudgeSubjects.Call, AnIncident.At(10, 2)),
            Policy.Due(paged.Incident, NudgeLog.Empty, AnIncident.At(10, 7))
        );
    }

    [Theory]
    [InlineData("ack")]
    [InlineData("note I look")]
    [InlineData("join")]
    public void Whoever_was_paged_answers_by_saying_anything(string line) =>
        Assert.Null(Next(Led.After(PageLee).After(Cast.Lee, line).Incident));

    [Theory]
    [InlineData("note Waiting for Lee")]
    [InlineData("impact Everybody")]
    public void What_others_say_is_no_answer(string line) => Assert.Equal(AnIncident.At(10, 7), Next(Led.After(PageLee, line).Incident));

    [Fact]
    public void Somebody_else_may_acknowledge_it() => Assert.Null(Next(Led.After(PageLee, "ack I take it").Incident));

    [Fact]
    public void An_escalation_to_a_team_wants_an_answer_too() =>
        Assert.Equal(NudgeSubjects.Call, About(Led.After("escalate @network We need hands"), 10, 7));

    [Fact]
    public void Whoever_comes_after_a_team_was_called_is_its_answer() =>
        Assert.Null(Next(Led.After("escalate @network We need hands").After(Cast.Zoe, "join").Incident));

    [Fact]
    public void Somebody_who_was_there_is_not_the_answer_of_a_team() =>
        Assert.NotNull(Next(Led.After(Cast.Lee, "join").After("escalate @network X").After(Cast.Lee, "note X").Incident));

    [Fact]
    public void An_acknowledgement_of_one_is_none_of_the_other() =>
        Assert.Equal(
            "network",
            Assert.Single(Led.After(PageLee, "escalate @network X").After(Cast.Lee, "ack").Incident.Attention.Calls).To.Name
        );

    [Fact]
    public void When_the_promised_update_is_due()
    {
        var promised = Led.After("update We roll back next 30m");

        Assert.Equal(AnIncident.At(10, 32), Next(promised.Incident));
        Assert.Equal(NudgeSubjects.Update, About(promised, 10, 32));
    }

    [Fact]
    public void All_that_is_so_is_said_at_once_after_downtime()
    {
        var open = AnIncident.OpenedBy("X sev1").After("update X next 10m", PageLee).Later(Duration.FromHours(9));

        Assert.Equal(NudgeSubjects.Call | NudgeSubjects.Command | NudgeSubjects.Update | NudgeSubjects.Silence, About(open, 19, 0));
        var log = Said(open.Incident, NudgeLog.Empty, AnIncident.At(19, 0));
        Assert.Equal(AnIncident.At(19, 30), Policy.Next(open.After(new NudgeIsDue(Policy, NudgeLog.Empty)).Incident, log));
    }

    [Fact]
    public void Ten_minutes_lie_between_two()
    {
        var paged = AnIncident.Opened.After(PageLee).Incident;
        var log = Said(paged, NudgeLog.Empty, AnIncident.At(10, 5));

        Assert.Equal(NudgeSubjects.Command, log.Last!.About);
        Assert.Equal(AnIncident.At(10, 15), Policy.Next(paged, log));
        Assert.Null(Policy.Due(paged, log, AnIncident.At(10, 14)));
        Assert.Equal(NudgeSubjects.Call, Policy.Due(paged, log, AnIncident.At(10, 15))?.About);
    }

    [Fact]
    public void The_same_comes_again_ever_more_rarely()
    {
        var log = NudgeLog.Empty;
        List<double> minutes = [];
        for (var i = 0; i < 5; i++)
        {
            var next = Policy.Next(AnIncident.Opened.Incident, log)!.Value;
            minutes.Add((next - TestClock.Tuesday).TotalMinutes);
            log = Said(AnIncident.Opened.Incident, log, next);
        }

        Assert.Equal([5, 35, 95, 215, 455], minutes);
    }

    [Fact]
    public void A_new_silence_counts_from_the_beginning()
    {
        var log = Said(Sev1.Incident, NudgeLog.Empty, AnIncident.At(10, 21));
        var broken = Sev1.Later(Duration.FromMinutes(20)).After("note X").Incident;

        Assert.Equal(AnIncident.At(10, 51), Policy.Next(Sev1.Incident, log));
        Assert.Equal(AnIncident.At(10, 42), Policy.Next(broken, log));
    }

    [Fact]
    public void A_new_call_is_no_old_one()
    {
        var log = Said(Led.After(PageLee).Incident, NudgeLog.Empty, AnIncident.At(10, 7));
        var both = Led.After(PageLee).Later(Duration.FromMinutes(12)).After("escalate @network X").Incident;

        Assert.Equal(AnIncident.At(10, 20), Policy.Next(both, log));
    }

    [Theory]
    [InlineData("mitigated X")]
    [InlineData("restored X")]
    [InlineData("status mitigated We failed over")]
    [InlineData("resolved X")]
    [InlineData("close X")]
    public void Nobody_is_hurried_any_more_once_it_is_mitigated(string line) =>
        Assert.Null(Next(AnIncident.OpenedBy("X sev1").After(PageLee, line).Incident));

    [Fact]
    public void A_promised_update_is_still_due_when_it_is_mitigated() =>
        Assert.Equal(NudgeSubjects.Update, About(Led.After("update X next 30m", "mitigated X"), 10, 32));

    [Fact]
    public void It_begins_anew_when_it_is_taken_up_again()
    {
        var again = AnIncident.OpenedBy("X sev1").After(PageLee, "resolved X", "reopen It came back");

        Assert.Equal(AnIncident.At(10, 8), Next(again.Incident));
        Assert.Equal(NudgeSubjects.Command, About(again, 10, 20));
    }

    [Fact]
    public void A_clock_set_back_says_nothing_twice()
    {
        var log = Said(AnIncident.Opened.Incident, NudgeLog.Empty, AnIncident.At(10, 5));

        Assert.Null(Policy.Due(AnIncident.Opened.Incident, log, AnIncident.At(9, 0)));
        Assert.Equal(AnIncident.At(10, 35), Policy.Next(AnIncident.Opened.Incident, log));
    }

    [Fact]
    public void A_drill_nudges_but_wants_no_answer_to_pages()
    {
        var drill = AnIncident.OpenedBy("Practice drill").After(PageLee);

        Assert.Equal(NudgeSubjects.Command, About(drill, 10, 30));
    }

    [Fact]
    public void The_tutorial_has_its_own_guide() => Assert.Null(Next(Tutorial()));

    [Fact]
    public void What_is_set_to_zero_is_never_said()
    {
        var none = new NudgePolicy(
            new NudgeOptions
            {
                WithoutCommander = Duration.Zero,
                Silence = Duration.Zero,
                Unacknowledged = Duration.Zero,
            }
        );

        Assert.Null(none.Next(AnIncident.OpenedBy("X sev1").After(PageLee).Incident, NudgeLog.Empty));
    }

    [Fact]
    public void However_it_is_set_the_bot_does_not_speak_without_end()
    {
        var eager = new NudgePolicy(new NudgeOptions { Pause = Duration.Zero, Again = Duration.Zero });
        var log = Said(AnIncident.Opened.Incident, NudgeLog.Empty, AnIncident.At(10, 5));

        Assert.Equal(AnIncident.At(10, 6), eager.Next(AnIncident.Opened.Incident, log));
    }

    private static NudgeSubjects About(AnIncident incident, int hour, int minute) =>
        Policy.Due(incident.Incident, NudgeLog.Empty, AnIncident.At(hour, minute))?.About ?? NudgeSubjects.None;

    private static Instant? Next(Incident incident) => Policy.Next(incident, NudgeLog.Empty);

    private static NudgeLog Said(Incident incident, NudgeLog log, Instant now) => log.With(Policy.Due(incident, log, now)!);

    private static Incident Tutorial()
    {
        var open = (Open)
            IncidentBot.Chat.Vocabulary.Read("tutorial", new(new(TestClock.Tuesday, DateTimeZone.Utc), null, Cast.Amara)).Command!;
        return Decider.Decide(new IncidentId(1), open, new Asked(Cast.Amara, AnIncident.Channel, TestClock.Tuesday), "UTC").After;
    }
}
