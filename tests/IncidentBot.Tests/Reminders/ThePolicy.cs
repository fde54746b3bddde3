using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Reminders;
using IncidentBot.Testing;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Tests.Reminders;

/// <summary>The incident is opened by Amara on Tuesday 2026-03-03 at 10:00 UTC; what is due is asked of the pure policy.</summary>
public sealed class ThePolicy
{
    private const string Lee = "<@fake:lee|Lee Novak>";

    [Theory]
    [InlineData("2026-03-20", "UTC", "2026-03-18T09:00:00Z")]
    [InlineData("2026-03-20", "Asia/Tokyo", "2026-03-18T00:00:00Z")]
    [InlineData("2026-03-20", "America/Los_Angeles", "2026-03-18T16:00:00Z")]
    [InlineData("2026-03-09", "America/New_York", "2026-03-05T14:00:00Z")] // Winter there
    [InlineData("2026-03-11", "America/New_York", "2026-03-09T13:00:00Z")] // Clocks were put forward on the 8th
    [InlineData("2026-10-30", "America/New_York", "2026-10-28T13:00:00Z")] // Summer there
    [InlineData("2026-11-03", "America/New_York", "2026-10-30T13:00:00Z")]
    [InlineData("2026-11-04", "America/New_York", "2026-11-02T14:00:00Z")] // Clocks were put back on the 1st
    [InlineData("2026-04-01", "Pacific/Apia", "2026-03-29T20:00:00Z")] // A day ahead of London
    [InlineData("2026-03-22", "UTC", "2026-03-19T09:00:00Z")] // A Sunday
    public void The_first_comes_two_working_days_before_at_nine_where_the_owner_is(string due, string zone, string at) =>
        Assert.Equal(Instant(at), Next(After($"task add X {Lee} due {due}"), zone));

    [Fact]
    public void Where_clocks_are_put_forward_over_the_opening_it_is_the_first_moment_after()
    {
        var calendar = new WorkCalendar { Opens = new LocalTime(2, 30), Days = [.. Enum.GetValues<IsoDayOfWeek>()] };

        Assert.Equal(Instant("2026-03-29T01:30:00Z"), calendar.Morning(new LocalDate(2026, 3, 29), Zone("Europe/Berlin")));
    }

    [Fact]
    public void Where_clocks_are_put_back_over_the_opening_it_is_the_first_of_both()
    {
        var calendar = new WorkCalendar { Opens = new LocalTime(2, 30), Days = [.. Enum.GetValues<IsoDayOfWeek>()] };

        Assert.Equal(Instant("2026-10-25T00:30:00Z"), calendar.Morning(new LocalDate(2026, 10, 25), Zone("Europe/Berlin")));
    }

    [Theory]
    [InlineData("2026-03-18", "2026-03-17T09:00:00Z")]
    [InlineData("2026-03-18 2026-03-19", "2026-03-16T09:00:00Z")]
    [InlineData("2026-03-17 2026-03-18", "2026-03-16T09:00:00Z")]
    public void Holidays_are_no_working_days(string holidays, string at)
    {
        var calendar = new WorkCalendar { Holidays = [.. holidays.Split(' ').Select(day => LocalDatePattern.Iso.Parse(day).Value)] };

        Assert.Equal(Instant(at), Next(After($"task add X {Lee} due 2026-03-20"), "UTC", new ReminderOptions { Calendar = calendar }));
    }

    [Fact]
    public void A_year_without_a_working_day_ends_the_search() =>
        Assert.NotEqual(
            default,
            new WorkCalendar { Days = [] }.Morning(new WorkCalendar { Days = [] }.OnOrAfter(new LocalDate(2026, 3, 1)), DateTimeZone.Utc)
        );

    [Fact]
    public void A_leap_day_is_a_day()
    {
        var incident = After($"task add X {Lee} due 2028-02-29");

        Assert.Equal(Instant("2028-02-25T09:00:00Z"), Next(incident, "UTC"));
    }

    [Theory]
    [InlineData("2026-03-20T09:00:00Z", "2026-03-20T09:00:00Z")]
    [InlineData("2026-03-20T16:59:00Z", "2026-03-20T16:59:00Z")]
    [InlineData("2026-03-20T17:00:00Z", "2026-03-23T09:00:00Z")]
    [InlineData("2026-03-21T11:00:00Z", "2026-03-23T09:00:00Z")]
    [InlineData("2026-03-23T03:00:00Z", "2026-03-23T09:00:00Z")]
    public void What_was_missed_is_said_once_in_working_hours(string now, string at)
    {
        var policy = new ReminderPolicy(ReminderOptions.Default);
        var incident = After($"task add X {Lee} due 2026-03-20").Incident;

        Assert.Equal(Instant(at), policy.Next(incident, 1, In("UTC"), Instant(now)));
        Assert.Equal(at == now ? 1 : 0, policy.Due(incident, 1, In("UTC"), Instant(now)).Count);
    }

    [Theory]
    [InlineData(7, "2026-04-01T09:00:00Z")]
    [InlineData(14, "2026-04-08T09:00:00Z")]
    public void When_it_was_said_on_each_of_the_first_days_it_is_said_once_in_a_while(int every, string at)
    {
        var policy = new ReminderPolicy(new ReminderOptions { ThenEveryDays = every });
        var incident = After($"role commander {Lee}", $"task add X {Lee} due 2026-03-20");
        foreach (var morning in new[] { "2026-03-23T09:00:00Z", "2026-03-24T09:00:00Z", "2026-03-25T09:00:00Z" })
        {
            incident = incident.Later(Instant(morning) - incident.Now).After(new RemindOfTask(1, policy, In("UTC")));
        }

        Assert.Equal(new ReminderStage(ReminderKind.Overdue, 3), incident.Incident.FindTask(1)!.Reminded);
        Assert.Equal(Instant(at), policy.Next(incident.Incident, 1, In("UTC"), incident.Now));
    }

    [Fact]
    public void A_task_without_an_owner_or_a_date_is_the_commanders_and_nobody_elses()
    {
        var incident = After("task add X", $"role commander {Lee}").Incident;
        var due = new ReminderPolicy(ReminderOptions.Default).Due(incident, 1, In("UTC"), Instant("2026-03-10T09:00:00Z"));

        Assert.Equal((ReminderKind.Incomplete, Cast.Lee), (Assert.Single(due).Stage.Kind, due[0].To));
    }

    [Fact]
    public void From_the_fourth_day_the_commander_is_told_too()
    {
        var policy = new ReminderPolicy(ReminderOptions.Default);
        var incident = After($"task add X {Lee} due 2026-03-20").Incident;

        Assert.DoesNotContain(policy.Due(incident, 1, In("UTC"), Instant("2026-03-25T09:00:00Z")), told => told.To == Cast.Amara);
        Assert.Contains(policy.Due(incident, 1, In("UTC"), Instant("2026-03-26T09:00:00Z")), told => told.To == Cast.Amara);
    }

    [Fact]
    public void Whoever_verifies_is_reminded_the_working_day_after_it_was_done()
    {
        var incident = After($"task add X due 2026-03-20 verifier {Lee} @ops", "task done T1 Y").Incident;
        var policy = new ReminderPolicy(ReminderOptions.Default);

        Assert.Empty(policy.Due(incident, 1, In("UTC"), Instant("2026-03-03T16:00:00Z")));
        Assert.Equal(Cast.Lee, Assert.Single(policy.Due(incident, 1, In("UTC"), Instant("2026-03-04T09:00:00Z"))).To);
    }

    [Theory]
    [InlineData("open Fire drill", "drill", false)]
    [InlineData("open Fire", "", true)]
    public void Practice_reminds_nobody(string _, string word, bool reminds)
    {
        var incident = AnIncident.OpenedBy($"Fire sev2 {word}").After($"task add X {Lee} due 2026-03-20").Incident;

        Assert.Equal(reminds, new ReminderPolicy(ReminderOptions.Default).Next(incident, 1, In("UTC"), TestClock.Tuesday) is not null);
    }

    [Fact]
    public void A_snooze_of_a_day_is_until_the_next_morning()
    {
        var incident = After($"task add X {Lee} due 2026-03-03", "task snooze T1 1d").Incident;

        Assert.Equal(
            Instant("2026-03-04T09:00:00Z"),
            new ReminderPolicy(ReminderOptions.Default).Next(incident, 1, In("UTC"), TestClock.Tuesday)
        );
    }

    private static AnIncident After(params string[] lines) => AnIncident.Opened.After(lines);

    private static Instant? Next(AnIncident incident, string zone, ReminderOptions? options = null) =>
        new ReminderPolicy(options ?? ReminderOptions.Default).Next(incident.Incident, 1, In(zone), incident.Now);

    private static Dictionary<string, Whereabouts> In(string zone) =>
        new() { [Cast.Lee.Id] = new Whereabouts(zone), [Cast.Amara.Id] = new Whereabouts("UTC") };

    private static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    private static Instant Instant(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
