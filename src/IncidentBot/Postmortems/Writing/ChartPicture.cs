using System.Globalization;
using System.Net;
using System.Text;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Postmortems.Writing;

/// <summary>The chart as a picture in a page: lines of words with a bar under each, to be read on paper too.</summary>
internal static class ChartPicture
{
    private const int Width = 720;
    private const int RowHeight = 40;
    private const int Top = 26;

    public static string Of(Chart chart)
    {
        Bar[] bars = [.. chart.Phases, .. chart.Hypotheses];
        var from = bars.Min(bar => bar.From);
        var to = bars.Max(bar => bar.To);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"chart\" role=\"img\" aria-label=\"The outage and its hypotheses over time\" viewBox=\"0 0 {Width} {Top + (bars.Length * RowHeight)}\" xmlns=\"http://www.w3.org/2000/svg\">\n"
        );
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"14\">{Clock(from, chart)}</text>");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width}\" y=\"14\" text-anchor=\"end\">{Clock(to, chart)}</text>\n");
        for (var i = 0; i < bars.Length; i++)
        {
            Append(text, bars[i], Top + (i * RowHeight), from, to);
        }

        return text.Append("</svg>").ToString();
    }

    private static void Append(StringBuilder text, Bar bar, int y, Instant from, Instant to)
    {
        var left = At(bar.From, from, to);
        var width = Math.Max(2, At(bar.To, from, to) - left);
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{y + 13}\">{WebUtility.HtmlEncode(bar.Label)}</text>");
        text.Append(
            CultureInfo.InvariantCulture,
            $"<rect class=\"{bar.Kind.ToString().ToLowerInvariant()}\" x=\"{left}\" y=\"{y + 18}\" width=\"{width}\" height=\"12\" />\n"
        );
    }

    private static int At(Instant at, Instant from, Instant to) =>
        (int)Math.Round((at - from).TotalMinutes / (to - from).TotalMinutes * Width);

    private static string Clock(Instant at, Chart chart) => TimeText.DateAndClock(at, chart.Zone);
}
