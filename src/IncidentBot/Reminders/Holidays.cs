using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Reminders;

/// <summary>Reads days on which nobody works from an iCalendar file: its all-day events, those of several days and those of every year too.</summary>
/// <remarks>RFC 5545. Events with a time of day are meetings, and not read; a rule of repetition other than "every year" is refused.</remarks>
public static class Holidays
{
    // Nobody reminds further ahead, and a mistyped year must not fill the memory.
    private const int LongestEvent = 62;
    private const int LastYear = 2100;

    private static readonly LocalDatePattern BasicDate = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>The days of a calendar. False where it is none, with a sentence that names the line.</summary>
    public static bool TryRead(string calendar, out IReadOnlyCollection<LocalDate> days, out string? wrong)
    {
        var found = new SortedSet<LocalDate>();
        (days, wrong) = (found, null);
        if (!calendar.Contains("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
        {
            wrong = "it is no iCalendar file (no line BEGIN:VCALENDAR)";
            return false;
        }

        Event? read = null;
        foreach (var line in Unfolded(calendar))
        {
            var (name, parameters, value) = Parts(line);
            switch (name)
            {
                case "BEGIN" when value.Equals("VEVENT", StringComparison.OrdinalIgnoreCase):
                    read = new Event();
                    break;
                case "END" when read is not null && value.Equals("VEVENT", StringComparison.OrdinalIgnoreCase):
                    found.UnionWith(read.Days());
                    read = null;
                    break;
                default:
                    wrong = read?.Take(name, parameters, value) is { } problem ? $"{problem} (“{line}”)" : null;
                    break;
            }

            if (wrong is not null)
            {
                return false;
            }
        }

        return true;
    }

    // A line that begins with a blank goes on from the one before.
    private static IEnumerable<string> Unfolded(string calendar)
    {
        var whole = "";
        foreach (var line in calendar.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.Length > 0 && line[0] is ' ' or '\t')
            {
                whole += line[1..];
                continue;
            }

            if (whole.Length > 0)
            {
                yield return whole;
            }

            whole = line;
        }

        if (whole.Length > 0)
        {
            yield return whole;
        }
    }

    private static (string Name, string Parameters, string Value) Parts(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var head = colon < 0 ? line : line[..colon];
        var semicolon = head.IndexOf(';', StringComparison.Ordinal);
        return (
            (semicolon < 0 ? head : head[..semicolon]).Trim().ToUpperInvariant(),
            semicolon < 0 ? "" : head[(semicolon + 1)..].ToUpperInvariant(),
            colon < 0 ? "" : line[(colon + 1)..].Trim()
        );
    }

    private sealed class Event
    {
        private LocalDate? _start;
        private LocalDate? _end;
        private Period? _lasts;
        private int _every;
        private int _count = int.MaxValue;
        private LocalDate _until = new(LastYear, 12, 31);
        private bool _isCancelled;

        // The sentence where a line cannot be read.
        public string? Take(string name, string parameters, string value)
        {
            switch (name)
            {
                case "DTSTART" when IsDay(parameters, value):
                    return Day(value, day => _start = day);
                case "DTEND" when IsDay(parameters, value):
                    return Day(value, day => _end = day);
                case "DURATION":
                    _lasts = PeriodPattern.Roundtrip.Parse(value).TryGetValue(Period.Zero, out var lasts) ? lasts : null;
                    return null;
                case "RRULE":
                    return Rule(value);
                case "STATUS":
                    _isCancelled = value.Equals("CANCELLED", StringComparison.OrdinalIgnoreCase);
                    return null;
                default:
                    return null;
            }
        }

        public IEnumerable<LocalDate> Days()
        {
            if (_start is not { } start || _isCancelled)
            {
                yield break;
            }

            // The end is the first day after it; without one it is a single day.
            var length = Period.DaysBetween(start, _end ?? start + (_lasts ?? Period.FromDays(1)));
            for (var year = 0; year == 0 || (_every > 0 && year / _every < _count); year += Math.Max(_every, 1))
            {
                var day = start.PlusYears(year);
                if (day > _until)
                {
                    yield break;
                }

                // The 29th of February comes in leap years only.
                for (var i = 0; day.Day == start.Day && i < Math.Clamp(length, 1, LongestEvent); i++)
                {
                    yield return day.PlusDays(i);
                }

                if (_every == 0)
                {
                    yield break;
                }
            }
        }

        private static bool IsDay(string parameters, string value) =>
            parameters.Contains("VALUE=DATE", StringComparison.Ordinal) && !parameters.Contains("VALUE=DATE-TIME", StringComparison.Ordinal)
            || value.Length == 8;

        private static string? Day(string value, Action<LocalDate> take)
        {
            var day = BasicDate.Parse(value);
            if (!day.Success)
            {
                return "that is no day";
            }

            take(day.Value);
            return null;
        }

        private string? Rule(string value)
        {
            var parts = value
                .ToUpperInvariant()
                .Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Split('=', 2))
                .Where(part => part.Length == 2)
                .GroupBy(part => part[0], StringComparer.Ordinal)
                .ToDictionary(part => part.Key, part => part.First()[1], StringComparer.Ordinal);
            if (
                parts.GetValueOrDefault("FREQ") != "YEARLY"
                || parts.ContainsKey("BYDAY")
                || parts.ContainsKey("BYWEEKNO")
                || parts.ContainsKey("BYYEARDAY")
            )
            {
                return "only FREQ=YEARLY on the same date is understood; write the others out, day by day";
            }

            _every = Math.Max(1, Number(parts.GetValueOrDefault("INTERVAL"), 1));
            _count = Number(parts.GetValueOrDefault("COUNT"), int.MaxValue);
            return parts.GetValueOrDefault("UNTIL") is { Length: >= 8 } until
                ? Day(until[..8], day => _until = LocalDate.Min(day, _until))
                : null;
        }

        private static int Number(string? text, int otherwise) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : otherwise;
    }
}
