using IncidentBot.CorrectiveTasks;
using IncidentBot.Server.Settings;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace IncidentBot.Stories.CommandLine;

public sealed class Settings_of_reminders : AFolder
{
    [Fact]
    public void Whoever_sets_nothing_gets_the_policy_of_the_documentation()
    {
        var options = Read().Options;

        Assert.Equal((2, 3, 4, 7), (options.DaysBefore, options.DailyWhenOverdue, options.CommanderFromDay, options.ThenEveryDays));
        Assert.Equal((new LocalTime(9, 0), new LocalTime(17, 0)), (options.Calendar.Opens, options.Calendar.Closes));
        Assert.Equal("Monday Tuesday Wednesday Thursday Friday", string.Join(' ', options.Calendar.Days.Order()));
        Assert.Empty(options.Calendar.Holidays);
        Assert.Equal(TaskNeeds.Nothing, options.Needs);
    }

    [Fact]
    public void Each_number_and_time_of_the_policy_is_a_setting()
    {
        var options = Read(
            ("DaysBefore", "0"),
            ("DailyWhenOverdue", " 5 "),
            ("CommanderFromDay", "10"),
            ("ThenEveryDays", "14"),
            ("Opens", "8:30"),
            ("Closes", "16:00")
        ).Options;

        Assert.Equal((0, 5, 10, 14), (options.DaysBefore, options.DailyWhenOverdue, options.CommanderFromDay, options.ThenEveryDays));
        Assert.Equal((new LocalTime(8, 30), new LocalTime(16, 0)), (options.Calendar.Opens, options.Calendar.Closes));
    }

    [Theory]
    [InlineData("Sunday-Thursday", "Monday Tuesday Wednesday Thursday Sunday")]
    [InlineData("mon, wed; Fri", "Monday Wednesday Friday")]
    [InlineData("Sat-Mon", "Monday Saturday Sunday")]
    [InlineData(" ", "Monday Tuesday Wednesday Thursday Friday")]
    public void Working_days_are_written_as_people_write_them(string text, string days) =>
        Assert.Equal(days, string.Join(' ', Read(("WorkingDays", text)).Options.Calendar.Days.Order()));

    [Fact]
    public async Task Holidays_come_from_a_list_and_from_a_calendar_together()
    {
        await File.WriteAllTextAsync(
            In("holidays.ics"),
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            TestContext.Current.CancellationToken
        );

        var calendar = Read(("Holidays", "2026-12-24, 2027-01-01"), ("HolidayFile", In("holidays.ics"))).Options.Calendar;

        Assert.Equal(
            [new LocalDate(2026, 12, 24), new LocalDate(2026, 12, 25), new LocalDate(2026, 12, 26), new LocalDate(2027, 1, 1)],
            calendar.Holidays.Order()
        );
        Assert.Equal(new LocalDate(2026, 12, 28), calendar.OnOrAfter(new LocalDate(2026, 12, 24)));
    }

    [Theory]
    [InlineData("task, owner", TaskNeeds.Task | TaskNeeds.Owner)]
    [InlineData("Date;OUTCOME", TaskNeeds.Date | TaskNeeds.Outcome)]
    [InlineData("all", TaskNeeds.All)]
    [InlineData("nothing", TaskNeeds.Nothing)]
    public void What_a_closing_needs_is_named(string text, TaskNeeds needs) =>
        Assert.Equal(needs, Read(("ClosingNeeds", text)).Options.Needs);

    [Theory]
    [InlineData("DaysBefore", "-1", "Reminders__DaysBefore is “-1”; it has to be a number from 0 to 30.")]
    [InlineData("DaysBefore", "31", "Reminders__DaysBefore is “31”; it has to be a number from 0 to 30.")]
    [InlineData("DailyWhenOverdue", "three", "Reminders__DailyWhenOverdue is “three”; it has to be a number from 0 to 30.")]
    [InlineData("CommanderFromDay", "0", "Reminders__CommanderFromDay is “0”; it has to be a number from 1 to 90.")]
    [InlineData("ThenEveryDays", "0", "Reminders__ThenEveryDays is “0”; it has to be a number from 1 to 60.")]
    [InlineData("Opens", "nine", "Reminders__Opens is “nine”; it has to be a time like 09:00.")]
    [InlineData("Closes", "25:00", "Reminders__Closes is “25:00”; it has to be a time like 09:00.")]
    [InlineData("Opens", "18:00", "Reminders__Opens has to be earlier than Reminders__Closes; write for example 09:00 and 17:00.")]
    [InlineData(
        "WorkingDays",
        "Mon-Fry",
        "Reminders__WorkingDays has “Mon-Fry”, which is no day of the week; write for example Mon-Fri, or Sun, Mon, Tue."
    )]
    [InlineData(
        "WorkingDays",
        ",",
        "Reminders__WorkingDays is “,” and has no day of the week; write for example Mon-Fri, or Sun, Mon, Tue."
    )]
    [InlineData(
        "Holidays",
        "25.12.2026",
        "Reminders__Holidays has “25.12.2026”, which is no day; write days like 2026-12-25, with commas between them."
    )]
    [InlineData(
        "ClosingNeeds",
        "task, name",
        "Reminders__ClosingNeeds has “name”; it can have task, owner, date and outcome, with commas between them."
    )]
    public void A_wrong_one_is_said_with_its_key_and_what_it_should_be(string key, string value, string sentence) =>
        Assert.Equal([sentence], Wrong(Read((key, value))));

    [Fact]
    public async Task A_calendar_that_is_not_there_or_is_none_is_said()
    {
        await File.WriteAllTextAsync(In("list.txt"), "Christmas 2026-12-25", TestContext.Current.CancellationToken);

        var missing = Assert.Single(Wrong(Read(("HolidayFile", In("nothing.ics")))));
        Assert.Contains("which cannot be read", missing, StringComparison.Ordinal);
        Assert.EndsWith("name an iCalendar file (.ics).", missing, StringComparison.Ordinal);

        var none = Assert.Single(Wrong(Read(("HolidayFile", In("list.txt")))));
        Assert.StartsWith("Reminders__HolidayFile is “", none, StringComparison.Ordinal);
        Assert.Contains("no iCalendar file (no line BEGIN:VCALENDAR)", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_one_stops_the_start_and_the_doctor_names_it()
    {
        var started = await Executable.RunAsync(Folder, ["serve"], ("Reminders__WorkingDays", "never"));
        var examined = await Executable.RunAsync(Folder, ["doctor"], ("Reminders__WorkingDays", "never"));

        Assert.Equal((1, 1), (started.Status, examined.Status));
        Assert.StartsWith("Reminders__WorkingDays has “never”", started.Error, StringComparison.Ordinal);
        Assert.Contains("PROBLEM reminder settings: Reminders__WorkingDays has “never”", examined.Output, StringComparison.Ordinal);
    }

    private static ReminderSettings Read(params (string Key, string Value)[] settings)
    {
        var read = new ReminderSettings();
        ReminderSettings.Read(
            read,
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.ToDictionary(pair => "Reminders:" + pair.Key, pair => (string?)pair.Value))
                .Build()
        );
        return read;
    }

    private static IEnumerable<string> Wrong(ReminderSettings settings) =>
        new ReminderSettings.Validator().Validate(null, settings).Failures ?? [];
}
