using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Reminders;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Tests.Incidents;

public sealed class WhatFollows
{
    private static readonly AnIncident Known = AnIncident
        .Opened.After(new IncidentBot.Chat.RecordChannel(new ChannelOpened(AnIncident.Channel, "inc-1")))
        .After("suspect X for 20m", "task add Y");

    [Theory]
    [InlineData("note X", "")]
    [InlineData("detected X", "")]
    [InlineData("suspect X", "")]
    [InlineData("ruledout H1 X", "RefreshAnnouncement RefreshHeader")]
    [InlineData("confirm H1 X", "RefreshAnnouncement RefreshHeader")]
    [InlineData("impact X", "RefreshAnnouncement RefreshHeader")]
    [InlineData("sev 1", "DressChannel RefreshAnnouncement RefreshHeader")]
    [InlineData("status identified", "DressChannel RefreshAnnouncement RefreshHeader")]
    [InlineData("mitigated X", "DressChannel RefreshAnnouncement RefreshHeader")]
    [InlineData("restored X", "DressChannel RefreshAnnouncement RefreshHeader")]
    [InlineData("resolved X", "DressChannel RefreshAnnouncement RefreshHeader")]
    [InlineData("cause X", "RefreshAnnouncement RefreshHeader")]
    [InlineData("task add X", "RefreshAnnouncement RefreshHeader")]
    [InlineData("task done T1", "RefreshAnnouncement RefreshHeader")]
    [InlineData("role scribe @ana", "RefreshAnnouncement RefreshHeader")]
    [InlineData("lead", "InviteResponder RefreshAnnouncement RefreshHeader")]
    [InlineData("join", "InviteResponder")]
    [InlineData("escalate @devops X", "")]
    [InlineData("escalate <@fake:lee|Lee Novak> X", "InviteResponder")]
    [InlineData("page <@fake:lee|Lee Novak> X", "InviteResponder TellPerson")]
    [InlineData("update X", "PostAnnouncement RefreshAnnouncement RefreshHeader")]
    [InlineData("correct #1 X", "DressChannel RefreshAnnouncement RefreshHeader")]
    [InlineData("close X", "ArchiveChannel DressChannel PostDraft RefreshAnnouncement RefreshHeader")]
    public void What_is_said_in_the_channel_is_not_repeated_there(string line, string effects) =>
        Assert.Equal(effects, Names(Known.Decide(line)));

    [Fact]
    public void What_is_said_elsewhere_is_posted_in_the_channel() =>
        Assert.Equal("PostToIncident", Names(AnIncident.Opened.Decide("note X")));

    [Fact]
    public void An_incident_gets_its_channel_and_its_announcement()
    {
        var open = new Open("X");
        var asked = new Asked(Cast.Amara, new("fake", "general"), TestClock.Tuesday);

        Assert.Equal("OpenChannel RefreshAnnouncement", Names(Decider.Decide(new IncidentId(1), open, asked, "UTC")));
    }

    [Fact]
    public void Every_platform_of_the_incident_hears_it()
    {
        var both = Known.After(new IncidentBot.Chat.RecordChannel(new ChannelOpened(new("other", "C1"), "inc-1")));

        Assert.Equal(["fake", "other"], both.Decide("sev 1").Effects.Select(addressed => addressed.Platform).Distinct().Order());
        Assert.Equal("other", Assert.Single(both.Decide("note X").Effects).Platform);
    }

    [Theory]
    [InlineData("suspect Z for 5m", WakeupKind.TimeBox, 2, 5)]
    public void The_bot_wants_to_be_woken(string line, WakeupKind kind, int number, int minutes) =>
        Assert.Equal(
            new WakeupChange(new Wakeup(kind, number), Known.Now + Duration.FromMinutes(minutes)),
            Assert.Single(Known.Decide(line).Wakeups, change => change.Wakeup.Kind == kind)
        );

    [Theory]
    [InlineData("suspect Z", true)]
    [InlineData("cause Z", true)]
    [InlineData("detected Z", true)]
    [InlineData("note Z", false)]
    [InlineData("ruledout H1 Z", false)]
    public void Past_incidents_are_looked_for_where_something_is_known_to_look_by(string line, bool looks) =>
        Assert.Equal(looks, Known.Decide(line).Wakeups.Contains(WakeupChange.ToRecall(Known.Now)));

    [Theory]
    [InlineData("ruledout H1 X", WakeupKind.TimeBox, 1)]
    [InlineData("confirm H1 X", WakeupKind.TimeBox, 1)]
    public void The_bot_no_longer_wants_to_be_woken(string line, WakeupKind kind, int number) =>
        Assert.Contains(new WakeupChange(new Wakeup(kind, number), null), Known.Decide(line).Wakeups);

    [Fact]
    public void A_task_that_was_overdue_and_gets_another_day_is_counted_anew()
    {
        var moved = Known.After("task due T1 tomorrow").Later(Duration.FromDays(3));

        Assert.Equal("RefreshAnnouncement RefreshHeader", Names(moved.Decide("task due T1 in 2 weeks")));
        Assert.Equal("", Names(Known.After("task due T1 tomorrow").Decide("task due T1 in 2 weeks")));
    }

    [Theory]
    [InlineData("update X next 30m")]
    [InlineData("update X")]
    [InlineData("page @lee X")]
    [InlineData("escalate @devops X")]
    [InlineData("sev 1")]
    [InlineData("status identified")]
    [InlineData("mitigated X")]
    [InlineData("resolved X")]
    [InlineData("close X")]
    [InlineData("quiet 1h")]
    [InlineData("retract #3")]
    public void When_to_speak_up_is_reckoned_anew(string line) => Assert.Contains(WakeupChange.ToNudge, Known.Decide(line).Wakeups);

    [Theory]
    [InlineData("note X")]
    [InlineData("lead")]
    [InlineData("ack")]
    [InlineData("task add X")]
    public void What_only_delays_it_is_not_reckoned(string line) => Assert.DoesNotContain(WakeupChange.ToNudge, Known.Decide(line).Wakeups);

    [Fact]
    public void A_moved_hypothesis_moves_its_time_box() =>
        Assert.Contains(
            new WakeupChange(new Wakeup(WakeupKind.TimeBox, 1), AnIncident.At(10, 20)),
            Known.Decide("retime #3 at 10:00").Wakeups
        );

    [Fact]
    public void What_was_recorded_never_goes_back_in_time()
    {
        var later = AnIncident.Opened.Later(Duration.FromMinutes(10)).After("note X");

        var decided = Decider.Decide(
            later.Incident,
            new IncidentBot.Timeline.AddEntry("Y"),
            new Asked(Cast.Lee, AnIncident.Channel, AnIncident.At(10, 5))
        );

        Assert.Equal(later.Incident.Entries[^1].RecordedAt, Assert.Single(decided.Events).RecordedAt);
    }

    private static string Names(Decided decided) =>
        string.Join(' ', decided.Effects.Select(addressed => addressed.Effect.GetType().Name).Distinct().Order(StringComparer.Ordinal));
}
