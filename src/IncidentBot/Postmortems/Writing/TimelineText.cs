using System.Text;
using IncidentBot.Timeline;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Postmortems.Writing;

/// <summary>The timeline as Markdown: a list, under a heading a day where the story lasts longer than one.</summary>
internal static class TimelineText
{
    public static string Of(Postmortem facts, MomentText moments)
    {
        var text = new StringBuilder(facts.Timeline.Count * 80);
        LocalDate? day = null;
        foreach (var entry in facts.Timeline)
        {
            if (moments.HasManyDays && entry.When.From is { } from && moments.DayOf(from) is var today && today != day)
            {
                text.Append(text.Length == 0 ? "" : "\n").Append("### ").Append(LocalDatePattern.Iso.Format(today)).Append("\n\n");
                day = today;
            }

            text.Append("- **").Append(moments.Clock(entry.When)).Append("** ").Append(MarkdownText.Of(EventSentence.Of(entry.What)));
            text.Append(" — ").Append(MarkdownText.Line(Postmortem.SpeakerOf(entry).Name)).Append('\n');
        }

        return text.ToString();
    }
}
