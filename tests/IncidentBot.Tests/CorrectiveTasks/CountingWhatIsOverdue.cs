using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.Reminders;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Tests.CorrectiveTasks;

/// <summary>When the bot looks whether a day is over. INC-1 was opened on Tuesday, 2026-03-03, in UTC.</summary>
public sealed class CountingWhatIsOverdue
{
    [Theory]
    [InlineData("2026-03-04", "2026-03-05T00:00:00Z")]
    [InlineData("2026-03-07", "2026-03-08T00:00:00Z")]
    [InlineData("2026-03-08", "2026-03-09T00:00:00Z")]
    [InlineData("2026-03-09", "2026-03-09T00:00:00Z")]
    [InlineData("2026-03-20", "2026-03-16T00:00:00Z")]
    [InlineData("2026-12-01", "2026-11-30T00:00:00Z")]
    public void The_day_after_is_looked_for_by_way_of_the_Monday_before(string due, string looks) =>
        Assert.Equal(At(looks), Look(AnIncident.Opened.Decide($"task add Alert on it due {due}")));

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-29T22:00:00Z")]
    [InlineData("America/New_York", "2026-03-08", "2026-03-09T00:00:00Z", "2026-03-09T04:00:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-03-31", "2026-03-30T00:00:00Z", "2026-03-31T10:00:00Z")]
    public void The_day_is_over_at_the_incidents_own_midnight(string zone, string due, params string[] looks)
    {
        var incident = AnIncident.OpenedBy($"Web stack slow at 2026-03-02 09:00 {zone}").After($"task add Alert on it due {due}");
        Assert.Equal(zone, incident.Incident.ZoneId);
        var next = (Instant?)At(looks[0]);
        foreach (var look in looks.Select(At))
        {
            Assert.Equal(look, next);
            incident = incident.Later(look - incident.Now);

            var decided = incident.Decide(new CountOverdue(look));

            Assert.Equal(look == At(looks[^1]), decided.Effects.Length > 0);
            next = Look(decided);
        }

        Assert.Null(next);
    }

    [Fact]
    public void A_look_on_the_way_leaves_the_cards_alone_though_something_is_overdue_for_long()
    {
        var incident = AnIncident.Opened.After("task add Alert on it due 2026-03-04", "task add Rehearse it due 2026-03-20");
        var monday = At("2026-03-16T00:00:00Z");

        var decided = incident.Later(monday - incident.Now).Decide(new CountOverdue(monday));

        Assert.Empty(decided.Effects);
        Assert.Equal(At("2026-03-21T00:00:00Z"), Look(decided));
    }

    [Fact]
    public void After_a_week_of_downtime_it_counts_what_the_days_between_have_brought()
    {
        var incident = AnIncident.Opened.After("task add Alert on it due 2026-03-20", "task add Rehearse it due 2026-05-01");
        var monday = At("2026-03-16T00:00:00Z");

        var decided = incident.Later(monday + Duration.FromDays(9) - incident.Now).Decide(new CountOverdue(monday));

        Assert.NotEmpty(decided.Effects);
        Assert.Equal(At("2026-04-27T00:00:00Z"), Look(decided));
    }

    private static Instant? Look(Decided decided) => decided.Wakeups.Single(change => change.Wakeup.Kind == WakeupKind.Overdue).At;

    private static Instant At(string text) => NodaTime.Text.InstantPattern.General.Parse(text).Value;
}
