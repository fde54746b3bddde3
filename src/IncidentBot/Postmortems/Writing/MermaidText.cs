using System.Text;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Postmortems.Writing;

/// <summary>The chart as Mermaid's Gantt diagram, which GitHub and GitLab draw.</summary>
internal static class MermaidText
{
    private static readonly LocalDateTimePattern Time = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public static string Of(Chart chart)
    {
        var text = new StringBuilder("gantt\n    dateFormat YYYY-MM-DD HH:mm\n    axisFormat %H:%M\n");
        Append(text, "Outage", chart.Phases, chart.Zone);
        Append(text, "Hypotheses", chart.Hypotheses, chart.Zone);
        return text.ToString().TrimEnd('\n');
    }

    private static void Append(StringBuilder text, string section, IReadOnlyList<Bar> bars, DateTimeZone zone)
    {
        if (bars.Count == 0)
        {
            return;
        }

        text.Append("    section ").Append(section).Append('\n');
        foreach (var bar in bars)
        {
            text.Append("    ").Append(Label(bar.Label)).Append(" :").Append(Mark(bar.Kind));
            text.Append(Time.Format(bar.From.InZone(zone).LocalDateTime))
                .Append(", ")
                .Append(Time.Format(End(bar).InZone(zone).LocalDateTime))
                .Append('\n');
        }
    }

    // To the minute both ends may be the same, and a bar needs a length.
    private static Instant End(Bar bar) => Instant.Max(bar.To, bar.From + Duration.FromMinutes(1));

    private static string Mark(BarKind kind) =>
        kind switch
        {
            BarKind.Wrong => "crit, ",
            BarKind.Right => "done, ",
            _ => "",
        };

    // Colons, semicolons, hashes and quotation marks mean something in a diagram; letters and digits of any script do not.
    private static string Label(string words)
    {
        var label = string.Concat(
            words.Select(letter => char.IsLetterOrDigit(letter) || letter is ' ' or ',' or '.' or '-' or '(' or ')' ? letter : ' ')
        );
        return string.Join(' ', label.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Replace(" ,", ",", StringComparison.Ordinal);
    }
}
