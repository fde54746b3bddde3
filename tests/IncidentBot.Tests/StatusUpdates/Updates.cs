using IncidentBot.Incidents;
using IncidentBot.Nudges;
using IncidentBot.Outbox;
using IncidentBot.Reminders;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Tests.StatusUpdates;

public sealed class Updates
{
    private static readonly AnIncident Promised = AnIncident.Opened.After("update We roll back next 30m");
    private static readonly NudgeIsDue Due = new(new NudgePolicy(new NudgeOptions()), NudgeLog.Empty);

    [Theory]
    [InlineData("update We roll back next 30m")]
    [InlineData("update We roll back next in 30 min")]
    public void An_update_promises_the_next(string line) =>
        Assert.Equal(new StatusUpdatePosted("We roll back", Duration.FromMinutes(30)), AnIncident.Opened.Records(line));

    [Fact]
    public void The_word_next_alone_is_only_a_word() =>
        Assert.Equal(new StatusUpdatePosted("We try the next server"), AnIncident.Opened.Records("update We try the next server"));

    [Theory]
    [InlineData("update X next 10 seconds")]
    [InlineData("update X next 3 weeks")]
    public void The_next_is_between_a_minute_and_two_weeks_away(string line) => AnIncident.Opened.Decide(line).IsRefusedWith("one minute");

    [Fact]
    public void It_is_announced() =>
        Assert.Contains(AnIncident.Opened.Decide("update X").Effects, addressed => addressed.Effect is PostAnnouncement);

    [Fact]
    public void A_private_one_is_not_announced() =>
        Assert.DoesNotContain(
            AnIncident.OpenedBy("X private").Decide("update X").Effects,
            addressed => addressed.Effect is RefreshAnnouncement or PostAnnouncement
        );

    [Fact]
    public void The_bot_reminds_once()
    {
        var due = Promised.Later(Duration.FromMinutes(30));

        Assert.IsType<StatusUpdateFellDue>(Assert.Single(due.Decide(Due).Events).What);
        Assert.Empty(due.After(Due).Decide(Due).Events);
    }

    [Theory]
    [InlineData("update Done")]
    [InlineData("resolved Over")]
    [InlineData("close X")]
    [InlineData("retract #2")]
    public void The_bot_does_not_remind_of_what_is_settled(string line) =>
        Assert.Empty(Promised.After(line).Later(Duration.FromHours(1)).Decide(Due).Events);
}
