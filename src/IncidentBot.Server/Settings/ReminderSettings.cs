using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Reminders;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Server.Settings;

/// <summary>How people are reminded of their tasks: <c>Reminders__…</c>. Everything has a default; what is wrong is said with its key.</summary>
internal sealed class ReminderSettings
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("H':'mm");

    private readonly List<string> _wrong = [];

    /// <summary>The product's options.</summary>
    public ReminderOptions Options { get; private set; } = ReminderOptions.Default;

    /// <summary>Fills the record from the settings.</summary>
    public static void Read(ReminderSettings settings, IConfiguration configuration) =>
        settings.Read(configuration.GetSection("Reminders"));

    private void Read(IConfigurationSection section)
    {
        var standard = ReminderOptions.Default;
        var calendar = standard.Calendar;
        calendar = calendar with
        {
            Days = Days(section["WorkingDays"], calendar.Days),
            Opens = Time(section, "Opens", calendar.Opens),
            Closes = Time(section, "Closes", calendar.Closes),
            Holidays = [.. Listed(section["Holidays"]), .. FromFile(section["HolidayFile"])],
        };
        if (calendar.Opens >= calendar.Closes)
        {
            _wrong.Add("Reminders__Opens has to be earlier than Reminders__Closes; write for example 09:00 and 17:00.");
        }

        Options = standard with
        {
            Calendar = calendar,
            DaysBefore = Number(section, "DaysBefore", standard.DaysBefore, 0, 30),
            DailyWhenOverdue = Number(section, "DailyWhenOverdue", standard.DailyWhenOverdue, 0, 30),
            ThenEveryDays = Number(section, "ThenEveryDays", standard.ThenEveryDays, 1, 60),
            CommanderFromDay = Number(section, "CommanderFromDay", standard.CommanderFromDay, 1, 90),
            Needs = Needs(section["ClosingNeeds"]),
        };
    }

    private int Number(IConfigurationSection section, string key, int otherwise, int least, int most)
    {
        if (section[key] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        _wrong.Add($"Reminders__{key} is “{text}”; it has to be a number from {least} to {most}.");
        return otherwise;
    }

    private LocalTime Time(IConfigurationSection section, string key, LocalTime otherwise)
    {
        if (section[key] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        var time = Clock.Parse(text.Trim());
        if (!time.Success)
        {
            _wrong.Add($"Reminders__{key} is “{text}”; it has to be a time like 09:00.");
        }

        return time.Success ? time.Value : otherwise;
    }

    // "mon, tue" and "Sunday-Thursday".
    private ImmutableHashSet<IsoDayOfWeek> Days(string? text, ImmutableHashSet<IsoDayOfWeek> otherwise)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        var days = ImmutableHashSet.CreateBuilder<IsoDayOfWeek>();
        foreach (var part in Split(text))
        {
            var ends = part.Split('-', 2, StringSplitOptions.TrimEntries);
            if (Day(ends[0]) is not { } first || Day(ends[^1]) is not { } last)
            {
                _wrong.Add(
                    $"Reminders__WorkingDays has “{part}”, which is no day of the week; write for example Mon-Fri, or Sun, Mon, Tue."
                );
                return otherwise;
            }

            for (var day = first; days.Add(day) && day != last; day = day == IsoDayOfWeek.Sunday ? IsoDayOfWeek.Monday : day + 1) { }
        }

        if (days.Count == 0)
        {
            _wrong.Add($"Reminders__WorkingDays is “{text}” and has no day of the week; write for example Mon-Fri, or Sun, Mon, Tue.");
        }

        return days.ToImmutable();
    }

    private static IsoDayOfWeek? Day(string name) =>
        Enum.GetValues<IsoDayOfWeek>()
            .Where(day => day != IsoDayOfWeek.None && name.Length >= 3 && $"{day}".StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .Cast<IsoDayOfWeek?>()
            .FirstOrDefault();

    private List<LocalDate> Listed(string? text)
    {
        var days = new List<LocalDate>();
        foreach (var part in Split(text))
        {
            var day = LocalDatePattern.Iso.Parse(part);
            if (day.Success)
            {
                days.Add(day.Value);
            }
            else
            {
                _wrong.Add($"Reminders__Holidays has “{part}”, which is no day; write days like 2026-12-25, with commas between them.");
            }
        }

        return days;
    }

    private IReadOnlyCollection<LocalDate> FromFile(string? file)
    {
        if (string.IsNullOrWhiteSpace(file))
        {
            return [];
        }

        try
        {
            if (Holidays.TryRead(File.ReadAllText(Path.GetFullPath(file.Trim())), out var days, out var wrong))
            {
                return days;
            }

            _wrong.Add($"Reminders__HolidayFile is “{file}”, which cannot be used: {wrong}.");
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            _wrong.Add($"Reminders__HolidayFile is “{file}”, which cannot be read ({exception.Message}); name an iCalendar file (.ics).");
        }

        return [];
    }

    private TaskNeeds Needs(string? text)
    {
        var needs = TaskNeeds.Nothing;
        foreach (var part in Split(text))
        {
            if (Enum.TryParse<TaskNeeds>(part, ignoreCase: true, out var need) && Enum.IsDefined(need) && char.IsLetter(part[0]))
            {
                needs |= need;
            }
            else
            {
                _wrong.Add($"Reminders__ClosingNeeds has “{part}”; it can have task, owner, date and outcome, with commas between them.");
            }
        }

        return needs;
    }

    private static string[] Split(string? text) =>
        (text ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Says which key is wrong, and what it should be.</summary>
    internal sealed class Validator : IValidateOptions<ReminderSettings>
    {
        public ValidateOptionsResult Validate(string? name, ReminderSettings options) =>
            options._wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options._wrong);
    }
}
