using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Nudges;
using IncidentBot.Reminders;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Tests.Nudges;

/// <summary>The lines are said at 10:01.</summary>
public sealed class Quietness
{
    private static readonly NudgePolicy Policy = new(new NudgeOptions());

    [Theory]
    [InlineData("quiet", 11, 1)]
    [InlineData("quiet 1h", 11, 1)]
    [InlineData("quiet for 90 min", 11, 31)]
    [InlineData("mute 2h", 12, 1)]
    [InlineData("quiet until 14:00", 14, 0)]
    [InlineData("quiet until at 2 PM", 14, 0)]
    [InlineData("quiet till 16:00 Europe/Berlin", 15, 0)]
    [InlineData("quiet until 2026-03-03 18:00", 18, 0)]
    public void Lasts_as_long_as_was_said(string line, int hour, int minute) =>
        Assert.Equal(new NudgesSilenced(AnIncident.At(hour, minute)), AnIncident.Opened.Records(line));

    [Theory]
    [InlineData("quiet until 9:00", 9)]
    [InlineData("quiet until tomorrow 9:00", 9)]
    public void A_time_that_is_over_for_today_is_tomorrows(string line, int hour) =>
        Assert.Equal(new NudgesSilenced(AnIncident.At(hour, 0) + Duration.FromDays(1)), AnIncident.Opened.Records(line));

    [Theory]
    [InlineData("quiet 10s", "between one minute and seven days")]
    [InlineData("quiet 8d", "between one minute and seven days")]
    [InlineData("quiet until 2026-03-02 18:00", "between one minute and seven days")]
    [InlineData("quiet until yesterday 14:00", "between one minute and seven days")]
    [InlineData("quiet please", "no time")]
    [InlineData("quiet until", "no time")]
    [InlineData("quiet until dawn", "no time")]
    [InlineData("quiet until 25:00", "25")]
    [InlineData("quiet 1h please", "no time")]
    public void What_is_no_such_time_is_refused_with_what_to_type(string line, string words) =>
        AnIncident.Opened.Decide(line).IsRefusedWith(words);

    [Fact]
    public void Nothing_is_said_until_it_is_over()
    {
        var quiet = AnIncident.Opened.After("quiet 1h");

        Assert.Equal(AnIncident.At(11, 1), Policy.Next(quiet.Incident, NudgeLog.Empty));
        Assert.Null(Policy.Due(quiet.Incident, NudgeLog.Empty, AnIncident.At(11, 0)));
        Assert.NotNull(Policy.Due(quiet.Incident, NudgeLog.Empty, AnIncident.At(11, 1)));
    }

    [Fact]
    public void It_can_be_ended_sooner() =>
        Assert.Equal(AnIncident.At(10, 5), Policy.Next(AnIncident.Opened.After("quiet 1h", "quiet off").Incident, NudgeLog.Empty));

    [Fact]
    public void Where_it_is_not_quiet_off_changes_nothing() => AnIncident.Opened.Decide("quiet off").ChangesNothing("not quiet");

    [Fact]
    public void The_question_about_a_hypothesis_waits_for_its_end()
    {
        var quiet = AnIncident.Opened.After("suspect X for 5m").Decide("quiet 1h");
        var box = Assert.Single(quiet.Wakeups, change => change.Wakeup.Kind == WakeupKind.TimeBox);

        Assert.Equal(AnIncident.At(11, 2), box.At);
        Assert.Empty(
            AnIncident.Opened.After("suspect X for 5m", "quiet 1h").Later(Duration.FromMinutes(10)).Decide(new EndTimeBox(1)).Events
        );
    }

    [Fact]
    public void In_a_closed_incident_there_is_nothing_to_be_quiet_about() =>
        AnIncident.Opened.After("close X").Decide("quiet 1h").IsRefusedWith("closed");

    [Theory]
    [InlineData("quiet 1h30m")]
    [InlineData("quiet until 2026-03-03T14:00Z")]
    [InlineData("quiet off")]
    public void The_line_reads_back_to_the_same(string line)
    {
        var command = AnIncident.Opened.Read(line).Command!;

        Assert.Equal(line, command.Line);
        Assert.Equal(command, AnIncident.Opened.Read(command.Line).Command);
    }
}
