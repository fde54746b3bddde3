using System.Text;
using IncidentBot.Incidents;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Postmortems;

/// <summary>The timeline as Markdown: a list, under a heading a day where the story lasts longer than one.</summary>
internal static class TimelineText
{
    public static string Of(Postmortem facts)
    {
        var zone = facts.Incident.Zone;
        var text = new StringBuilder(facts.Timeline.Count * 80);
        var manyDays = facts
            .Timeline.Where(entry => entry.When.From is not null)
            .Select(entry => DayOf(entry, zone))
            .Distinct()
            .Skip(1)
            .Any();
        LocalDate? day = null;
        foreach (var entry in facts.Timeline)
        {
            if (manyDays && entry.When.From is not null && DayOf(entry, zone) != day)
            {
                text.Append(day is null ? "" : "\n")
                    .Append("### ")
                    .Append((day = DayOf(entry, zone))!.Value.ToString("uuuu-MM-dd", null))
                    .Append("\n\n");
            }

            text.Append("- **").Append(TimeOf(entry, zone)).Append("** ").Append(MarkdownText.Of(EventSentence.Of(entry.What)));
            text.Append(" — ").Append(MarkdownText.Escape(Speaker(entry))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The time in the incident's zone; one that was told in another zone shows that too.</summary>
    public static string TimeOf(TimelineEntry entry, DateTimeZone zone)
    {
        var when = entry.When;
        var there =
            when.From is { } at && when.Precision == Precision.Exact && when.Zone.GetUtcOffset(at) != zone.GetUtcOffset(at)
                ? $" ({TimeText.Clock(at, when.Zone)} {ZoneReader.Display(when.Zone, at)})"
                : "";
        return when.Precision switch
        {
            Precision.Exact => TimeText.Clock(when.From!.Value, zone) + there,
            Precision.Approximate => "about " + TimeText.Clock(when.From!.Value, zone),
            Precision.Between => $"between {TimeText.Clock(when.From!.Value, zone)} and {TimeText.Clock(when.To!.Value, zone)}",
            _ => "time unknown",
        };
    }

    private static string Speaker(TimelineEntry entry) => entry.What is Noted { Source: { } source } ? source.Author.Name : entry.By.Name;

    private static LocalDate DayOf(TimelineEntry entry, DateTimeZone zone) => entry.When.From!.Value.InZone(zone).Date;
}
