using System.Text.RegularExpressions;
using IncidentBot.Import.Sections;
using IncidentBot.Import.Stamps;
using NodaTime;

namespace IncidentBot.Import;

/// <summary>From when to when an incident lasted, as its document says it in one place or another.</summary>
internal sealed partial class IncidentTimes
{
    private readonly Outline _outline;
    private readonly Calendar _calendar;
    private readonly List<string> _warnings;

    /// <summary>Reads them.</summary>
    public IncidentTimes(Outline outline, Calendar calendar, LocalDate? outside, List<string> warnings)
    {
        (_outline, _calendar, _warnings) = (outline, calendar, warnings);
        var (from, to) = Ends();
        Zone = from?.Zone ?? to?.Zone ?? SaidOnce();
        Day = DateOf(from) ?? DateOf(to) ?? DayOfDocument() ?? outside;
        Start = from is { Clock: not null } start ? Told(start, Day) : null;
        End = to is { Clock: not null } end ? Told(end, DateOf(end) ?? Start?.Date ?? Day) : null;
        End = AfterStart(to);
        Stated = Words();
    }

    /// <summary>When it began.</summary>
    public ToldTime? Start { get; }

    /// <summary>When it was over.</summary>
    public ToldTime? End { get; }

    /// <summary>The zone of all times that name none; null where none is told.</summary>
    public DateTimeZone? Zone { get; }

    /// <summary>The first day; null where none is told.</summary>
    public LocalDate? Day { get; }

    /// <summary>How long it lasted, in the document's words.</summary>
    public SpanInWords? Stated { get; }

    private ToldTime Told(Stamp stamp, LocalDate? day)
    {
        if (stamp.Clock!.Value.IsOdd)
        {
            _warnings.Add($"A time of day is written both in 24 hours and with AM or PM; {stamp.Clock.Value.Time:HH:mm} is taken.");
        }

        return new ToldTime(DateOf(stamp) ?? day, stamp.Clock.Value.Time, stamp.Zone ?? Zone) { IsRough = stamp.IsRough };
    }

    private LocalDate? DateOf(Stamp? stamp) => stamp?.Date is { } date ? _calendar.Of(date) : null;

    private (Stamp? From, Stamp? To) Ends()
    {
        foreach (var part in _outline.About(Section.Duration))
        {
            if (StampRange.First(part.Text.Replace('\n', ' ')) is { } range)
            {
                return (range.From, range.To);
            }
        }

        var (start, end) = (First(Section.Start), First(Section.End));
        if (start is null && end is null)
        {
            (start, end) = InProse();
        }

        return (
            start is { Date: null } && end?.Date is not null && _outline.About(Section.Date).FirstOrDefault() is null
                ? start.Value with
                {
                    Date = end.Value.Date,
                }
                : start,
            end
        );
    }

    private Stamp? First(Section section) =>
        _outline.About(section).Select(part => Stamp.Next(part.Text, 0)).FirstOrDefault(stamp => stamp is { Clock: not null });

    private (Stamp? From, Stamp? To) InProse()
    {
        foreach (var part in _outline.About(Section.Duration, Section.Summary, Section.None, Section.Impact, Section.Date))
        {
            var text = part.Text.Replace('\n', ' ');
            if (StampRange.First(text) is { } range)
            {
                return (WithDay(range.From, text), range.To);
            }

            var (from, to) = (Behind(Began(), text), Behind(Ended(), text));
            if (from is not null || to is not null)
            {
                return (from, to);
            }
        }

        return (null, null);
    }

    // "On 10 June the site was down from 15:00 to 17:15".
    private static Stamp WithDay(Stamp from, string text) =>
        from.Date is null && Stamp.Next(text, 0) is { Date: { } date, Clock: null } day && day.End <= from.Start
            ? @from with
            {
                Date = date,
            }
            : from;

    private static Stamp? Behind(Regex words, string text)
    {
        foreach (Match match in words.Matches(text))
        {
            if (
                Stamp.Next(text, match.Index + match.Length) is { Clock: not null } stamp
                && !text.AsSpan(match.Index, stamp.Start - match.Index).ContainsAny('.', ';')
                && stamp.Start - match.Index < 60
            )
            {
                return WithDay(stamp, text);
            }
        }

        return null;
    }

    private DateTimeZone? SaidOnce()
    {
        foreach (var part in _outline.Parts)
        {
            if (part.Section == Section.Zone && (ZoneStamp.Inside(part.Text) ?? ZoneStamp.Mentioned("time " + part.Text)) is { } zone)
            {
                return zone;
            }

            if (part.Section is Section.Timeline or Section.Duration && ZoneStamp.Mentioned("time " + part.Name) is { } named)
            {
                return named;
            }

            if (
                part.Section is Section.None or Section.Summary or Section.Duration or Section.Timeline or Section.Other
                && part
                    .Lines.Where(line => line.Text.Length < 160 && (line.IsHead || Stamp.Next(line.Text, 0) is not { Clock: not null }))
                    .Select(line => ZoneStamp.Mentioned(line.Text))
                    .FirstOrDefault(found => found is not null)
                    is { } mentioned
            )
            {
                return mentioned;
            }
        }

        var written = _outline
            .About(Section.Timeline)
            .SelectMany(part => part.Lines)
            .Select(line => Stamp.Next(line.Text, 0)?.Zone)
            .OfType<DateTimeZone>()
            .Distinct()
            .ToList();
        return written.Count == 1 ? written[0] : null;
    }

    private LocalDate? DayOfDocument()
    {
        var texts = _outline
            .About(Section.Date, Section.Duration, Section.Start)
            .Select(part => part.Text)
            .Concat(_outline.Titles.Select(line => line.Text))
            .Concat(_outline.About(Section.None, Section.Summary).Select(part => part.Text))
            .Concat(_outline.About(Section.Timeline).Select(part => part.Name));
        return texts.Select(FirstDate).FirstOrDefault(date => date is not null);
    }

    private LocalDate? FirstDate(string text)
    {
        for (var stamp = Stamp.Next(text, 0); stamp is { } found; stamp = Stamp.Next(text, found.End))
        {
            if (DateOf(found) is { } date)
            {
                return date;
            }
        }

        return null;
    }

    // From ten in the evening to two is to two of the next day; a day that is written is not turned into another.
    private ToldTime? AfterStart(Stamp? to)
    {
        if (
            Start is not { Date: { } day } start
            || End is not { Date: not null } end
            || end.At(DateTimeZone.Utc) >= start.At(DateTimeZone.Utc)
        )
        {
            return End;
        }

        if (to?.Date is null || DateOf(to) == day && end.Date == day && IsOnceWritten(to))
        {
            return end with { Date = end.Date!.Value.PlusDays(1) };
        }

        _warnings.Add($"The end ({end}) is before the start ({start}); the end is left out.");
        return null;
    }

    private bool IsOnceWritten(Stamp? to) =>
        _outline.About(Section.End).All(part => Stamp.Next(part.Text, 0)?.Date is null) && to is not null;

    private SpanInWords? Words()
    {
        foreach (var part in _outline.About(Section.Duration, Section.TimeToResolve))
        {
            if (SpanInWords.First(part.Text) is { } span)
            {
                return span;
            }
        }

        foreach (var part in _outline.About(Section.Summary, Section.None, Section.Impact))
        {
            foreach (Match match in Lasted().Matches(part.Text.Replace('\n', ' ')))
            {
                if (SpanInWords.First(match.Value) is { } span)
                {
                    return span;
                }
            }
        }

        return null;
    }

    [GeneratedRegex(
        @"\b(?:began|started|starting|beginning|since|start(?:s|ed)?(?: time)?|went down|first (?:seen|noticed)|onset)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Began();

    [GeneratedRegex(
        @"\b(?:ended|ending|until|resolved|restored|recovered|over|came back|back to normal|fixed|lasted to|end time)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Ended();

    [GeneratedRegex(
        @"\b(?:last(?:ed|ing)|duration|outage of|down for|unavailable for|disruption of|total of|period of|degraded for|for (?:about|approximately|around|roughly|nearly|almost|over|a total of)?|incident of)\b[^.;]{0,40}|[^.;\s]{1,12}[\s-](?:minute|hour)s?(?: and [^.;\s]+ minutes?)? (?:outage|disruption|downtime|incident)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Lasted();
}
