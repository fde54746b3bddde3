using System.Text.RegularExpressions;
using IncidentBot.Import.Lines;
using IncidentBot.Import.Sections;
using IncidentBot.Import.Stamps;
using NodaTime;

namespace IncidentBot.Import;

/// <summary>The entries of a timeline, whatever they are written as: items, rows, lines, headings.</summary>
internal sealed partial class TimelineReading(Calendar calendar, IncidentTimes times, List<string> warnings)
{
    private readonly List<ToldEntry> _entries = [];
    private readonly List<bool> _isHeading = [];
    private LocalDate? _day = times.Day;
    private LocalDateTime? _before;
    private int _level;
    private (int Time, int Day, int[] Words)? _columns;

    /// <summary>Reads the entries.</summary>
    public IReadOnlyList<ToldEntry> Read(IEnumerable<DocumentLine> lines)
    {
        foreach (var line in lines)
        {
            Read(line);
        }

        return [.. _entries.Select(Tidy).Where(entry => entry.Text.Length > 0)];
    }

    private static ToldEntry Tidy(ToldEntry entry) => entry with { Text = entry.Text.Trim() };

    private void Read(DocumentLine line)
    {
        if (line.Kind == LineKind.Row)
        {
            ReadRow(line);
        }
        else if (line.Kind == LineKind.Code)
        {
            return;
        }
        else if (Stamp.At(line.Text, 0, isLeading: true) is { } stamp)
        {
            ReadStamped(line, stamp);
        }
        else if (Named(line) is { } named)
        {
            Add(named.When, named.Text, line);
        }
        else if (Placeholder().IsMatch(line.Text))
        {
            return;
        }
        else if (
            line.Kind == LineKind.Heading
            && Stamp.Next(line.Text, 0) is { Clock: null, Date: { } day }
            && calendar.Of(day) is { } found
        )
        {
            _day = found;
        }
        else if (IsContinued(line))
        {
            _entries[^1] = _entries[^1] with { Text = _entries[^1].Text.Length == 0 ? line.Text : _entries[^1].Text + "\n" + line.Text };
        }
        else if (line is { Kind: LineKind.Item, Level: 0 } && !line.Text.EndsWith(':'))
        {
            Add(null, line.Text, line);
        }
    }

    private void ReadStamped(DocumentLine line, Stamp stamp)
    {
        if (stamp.Clock is null)
        {
            var behind = line.Text[stamp.End..].Trim(' ', ':', ')', '-', '–', ',', '.');
            _day = calendar.Of(stamp.Date!.Value) ?? _day;
            // A day without a time of day is the heading of those under it, or an entry that has no time.
            if (behind.Length > 0 && line.Kind != LineKind.Heading && ZoneStamp.Mentioned(behind) is null)
            {
                Add(null, line.Text, line);
            }

            return;
        }

        var end = stamp.End;
        var when = Place(stamp);
        if (StampRange.Behind(stamp, line.Text) is { } range && IsRangeMeant(line.Text, range))
        {
            when = Place(range.From);
            end = range.To.End;
            when = when with { Until = Place(range.To) };
        }

        Add(when, Behind(line.Text, end), line);
    }

    // "14:00 - 3 servers" is no range, and "14:00 and 15:00" needs no second look.
    private static bool IsRangeMeant(string text, StampRange range) => range.To.Clock is not null && range.To.End <= text.Length;

    private void Add(ToldTime? when, string text, DocumentLine line)
    {
        _entries.Add(new ToldEntry(when, text));
        _isHeading.Add(line.Kind == LineKind.Heading || (text.Length == 0 && line.Kind != LineKind.Item));
        _level =
            line.Kind == LineKind.Item ? line.Level
            : line.Kind == LineKind.Heading ? -1
            : 0;
    }

    // What stands deeper, in the same item, or under a heading with the time goes on with the entry before it.
    private bool IsContinued(DocumentLine line) =>
        _entries.Count > 0
        && line.Kind switch
        {
            LineKind.Item => line.Level > _level || _isHeading[^1],
            LineKind.Heading => false,
            _ => !line.IsHead
                && !(line.Strong > 0 && line.IsAllStrong)
                && (line.IsInItem || _isHeading[^1] || !Closing.IsRemark(line.Text))
                && !line.Text.EndsWith(':'),
        };

    private ToldTime Place(Stamp stamp)
    {
        var zone = stamp.Zone ?? times.Zone;
        var clock = stamp.Clock!.Value;
        if (clock.IsOdd)
        {
            warnings.Add($"A time of the timeline is written both in 24 hours and with AM or PM; {clock.Time:HH:mm} is taken.");
        }

        if (stamp.Date is { } date && calendar.Of(date) is { } written)
        {
            _day = written;
        }
        else if (stamp.Date is not null)
        {
            return new ToldTime(null, clock.Time, zone) { IsRough = stamp.IsRough };
        }
        else if (_day is { } day)
        {
            _day = Following(day, clock.Time);
        }

        if (_day is { } placed)
        {
            _before = placed + clock.Time;
        }

        return new ToldTime(_day, clock.Time, zone) { IsRough = stamp.IsRough };
    }

    // What is much earlier than the entry before it is of the next day; a little earlier is only told out of order.
    private LocalDate Following(LocalDate day, LocalTime time)
    {
        if (_before is not { } before)
        {
            var start = times.Start is { Date: { } began } ? began + times.Start.Clock : (LocalDateTime?)null;
            return start is { } at && Hours(at, day + time) < -14 ? day.PlusDays(1)
                : start is { } first && Hours(first, day + time) > 20 && times.End?.Date > first.Date ? day.PlusDays(-1)
                : day;
        }

        return Hours(before, day + time) < -6 ? day.PlusDays(1) : day;
    }

    private static double Hours(LocalDateTime from, LocalDateTime to) => (to - from).ToDuration().TotalHours;

    // "First detected 2021-07-12 15:44", "Escalation (9:30 PM): …", "Detected at 10:45: …".
    private (ToldTime When, string Text)? Named(DocumentLine line)
    {
        var match = NameThenTime().Match(line.Text);
        if (!match.Success || Stamp.At(line.Text, match.Index + match.Length) is not { Clock: not null } stamp)
        {
            return null;
        }

        var rest = line.Text[stamp.End..].TrimStart(')', ']', ' ');
        if (rest.Length > 0 && !":-–—.,".Contains(rest[0]))
        {
            return null;
        }

        var name = match.Groups["name"].Value.Trim(' ', ':', '-', '–');
        rest = rest.TrimStart(':', '-', '–', '—', '.', ',', ' ');
        return (Place(stamp), rest.Length == 0 ? name : $"{name}: {rest}");
    }

    private static string Behind(string text, int end)
    {
        var rest = text[end..];
        var cut = Mark().Match(rest);
        return rest[cut.Length..];
    }

    private void ReadRow(DocumentLine line)
    {
        if (line.IsHead)
        {
            _columns = ColumnsOf(line.Cells);
            // A table without a head begins with its first entry.
            if (Stamp.At(line.Cells[0], 0, isLeading: true) is null)
            {
                return;
            }
        }

        var columns = _columns ?? (0, -1, [.. Enumerable.Range(1, Math.Max(0, line.Cells.Count - 1))]);
        if (columns.Time >= line.Cells.Count)
        {
            return;
        }

        var text = string.Join(
            " – ",
            columns.Words.Where(column => column < line.Cells.Count).Select(column => line.Cells[column]).Where(cell => cell.Length > 0)
        );
        var written = line.Cells[columns.Time];
        if (columns.Day >= 0 && columns.Day < line.Cells.Count && line.Cells[columns.Day].Length > 0)
        {
            written = line.Cells[columns.Day] + " " + written;
        }

        if (text.Length == 0 || Placeholder().IsMatch(written))
        {
            return;
        }

        if (Stamp.At(written, 0, isLeading: true) is not { Clock: not null } stamp)
        {
            Add(null, written.Length == 0 ? text : $"{written}: {text}", line);
            return;
        }

        var when = Place(stamp);
        Add(StampRange.Behind(stamp, written) is { } range ? when with { Until = Place(range.To) } : when, text, line);
    }

    private static (int, int, int[])? ColumnsOf(IReadOnlyList<string> cells)
    {
        var time = cells.ToList().FindIndex(cell => TimeColumn().IsMatch(cell));
        var day = cells.ToList().FindIndex(cell => DayColumn().IsMatch(cell));
        if (time < 0)
        {
            (time, day) = (day, -1);
        }

        return time < 0 ? null : (time, day, [.. Enumerable.Range(0, cells.Count).Where(column => column != time && column != day)]);
    }

    [GeneratedRegex(
        @"^(?<name>\p{L}[\p{L}\s'’/&-]{2,50}?)(?:\s*[(\[]|\s*:\s*|\s+-\s+|\s+at\s+|\s+on\s+|\s+)(?=[\d~(A-Z])",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex NameThenTime();

    [GeneratedRegex(@"^[\s)\]]*(?:[:\-–—|,.;]|-->|->|→|=>|\.)*(?:\s*[-–—>→:|]+(?=\s))*\s*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mark();

    [GeneratedRegex(
        @"^\W*(?:\[?(?:time|hh:mm|timestamp|date)\]?|-{1,2}:-{1,2}|\?\?:?\??)\W*(?:$|[:\]])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Placeholder();

    [GeneratedRegex(
        @"^\s*(?:time|timestamp|when|date ?(?:/|and|&) ?time|datetime|at|hour|start)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex TimeColumn();

    [GeneratedRegex(@"^\s*(?:date|day)\b(?! ?(?:/|and|&))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DayColumn();
}
