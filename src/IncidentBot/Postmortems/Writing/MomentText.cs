using IncidentBot.Incidents;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Postmortems.Writing;

/// <summary>Moments in the words of one postmortem: in the incident's zone, with what a reader needs to tell one time from another.</summary>
/// <remarks>
/// A day is named outside the timeline as soon as the story lasts longer than one. A zone is named beside a time that was told in another
/// one, "14:30 (16:30 SAST)", and beside every time where the clocks changed meanwhile, for 01:30 came twice.
/// </remarks>
internal sealed class MomentText
{
    private readonly DateTimeZone _zone;
    private readonly LocalDate _firstDay;
    private readonly bool _lastsDays;
    private readonly bool _changesClocks;

    public MomentText(Incident incident, IEnumerable<TimelineEntry> timeline)
    {
        _zone = incident.Zone;
        First = incident.StartedAt?.From ?? incident.Entries[0].RecordedAt;
        Last = First;
        var lastOfStory = First;
        foreach (var entry in timeline)
        {
            if (entry.When is { From: { } from, Latest: { } latest })
            {
                First = Instant.Min(First, from);
                Last = Instant.Max(Last, latest);
                lastOfStory = entry.What is IncidentClosed ? lastOfStory : Instant.Max(lastOfStory, latest);
            }
        }

        _firstDay = DayOf(First);
        _lastsDays = DayOf(lastOfStory) != _firstDay;
        _changesClocks = !_zone.GetZoneInterval(First).Contains(Last);
    }

    /// <summary>The earliest time that anybody named.</summary>
    public Instant First { get; }

    /// <summary>The latest time that anybody named.</summary>
    public Instant Last { get; }

    /// <summary>Whether the timeline needs a heading a day.</summary>
    public bool HasManyDays => DayOf(Last) != _firstDay;

    /// <summary>The zone in words, both of them where the clocks changed: "EDT (UTC-4)".</summary>
    public string Zone
    {
        get
        {
            var first = ZoneReader.Display(_zone, First);
            return _changesClocks && ZoneReader.Display(_zone, Last) is var last && last != first
                ? $"{first} and, after the clocks changed, {last}"
                : first;
        }
    }

    /// <summary>The day of an instant in the incident's zone.</summary>
    public LocalDate DayOf(Instant at) => at.InZone(_zone).Date;

    /// <summary>The time as the timeline shows it, under the heading of its day.</summary>
    public string Clock(Moment when) => Say(when, when.From is { } from ? DayOf(from) : null);

    /// <summary>The time as it stands elsewhere, with its day where that is not plain.</summary>
    public string Of(Moment when) => Say(when, _lastsDays ? null : _firstDay);

    private string Say(Moment when, LocalDate? day) =>
        (when.Precision, when.From, when.To) switch
        {
            (Precision.Exact, { } at, _) => Time(at, day) + There(when),
            (Precision.Approximate, { } at, _) => $"about {Time(at, day)}{There(when)}",
            (Precision.Between, { } from, { } to) => $"between {Time(from, day)} and {Time(to, DayOf(from))}{There(when)}",
            _ => "time unknown",
        };

    private string Time(Instant at, LocalDate? day) =>
        (day == DayOf(at) ? TimeText.Clock(at, _zone) : TimeText.DateAndClock(at, _zone))
        + (_changesClocks ? " " + ZoneReader.Brief(_zone, at) : "");

    // What the person said, where their clock showed another time.
    private string There(Moment when)
    {
        if (when.Zone.Equals(_zone) || when.From is not { } from || when.Zone.GetUtcOffset(from) == _zone.GetUtcOffset(from))
        {
            return "";
        }

        var there = from.InZone(when.Zone).Date == DayOf(from) ? TimeText.Clock(from, when.Zone) : TimeText.DateAndClock(from, when.Zone);
        var until = when.To is { } to ? "–" + TimeText.Clock(to, when.Zone) : "";
        return $" ({there}{until} {ZoneReader.Brief(when.Zone, from)})";
    }
}
