using IncidentBot.Import.Lines;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Import.Drafts;

/// <summary>The timeline of a draft: a line an entry, its time in front and its speaker at the end, under a heading a day.</summary>
internal sealed class DraftTimeline(DraftZone zone, LocalDate? day)
{
    private const string Speaker = " — ";

    private LocalDate? _day = day;

    /// <summary>Reads the entries.</summary>
    public List<ToldEntry> Read(IEnumerable<DocumentLine> lines)
    {
        var entries = new List<ToldEntry>();
        foreach (var line in lines)
        {
            if (line.Kind == LineKind.Heading && LocalDatePattern.Iso.Parse(line.Text) is { Success: true } today)
            {
                _day = today.Value;
            }
            else if (line.Kind == LineKind.Item)
            {
                entries.Add(Entry(line));
            }
        }

        return entries;
    }

    private ToldEntry Entry(DocumentLine line)
    {
        DraftTime.Read(line.Text[..line.FirstStrong], _day, zone, out var when);
        var said = line.Text[line.FirstStrong..].TrimStart(' ');
        var speaker = said.LastIndexOf(Speaker, StringComparison.Ordinal);
        return new ToldEntry(when, speaker < 0 ? said : said[..speaker]);
    }
}
