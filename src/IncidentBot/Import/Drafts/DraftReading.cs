using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentBot.Import.Lines;
using IncidentBot.Import.Sections;
using IncidentBot.Import.Stamps;
using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Import.Drafts;

/// <summary>Reads a draft that the bot has written: what its default template says can be told apart exactly, without any rule of thumb.</summary>
internal sealed partial class DraftReading
{
    private const string Head = "Postmortem: ";

    private readonly IReadOnlyList<DocumentLine> _lines;
    private readonly DraftZone _zone;
    private readonly LocalDate? _day;

    private DraftReading(IReadOnlyList<DocumentLine> lines)
    {
        _lines = lines;
        _zone = DraftZone.Of(
            Under("Timeline").Select(line => line.Text).FirstOrDefault(text => text.StartsWith(DraftZone.Says, StringComparison.Ordinal))
                ?? ""
        );
        (Start, End) = DraftDuration.Read(Value("Duration") ?? "", _zone);
        _day = (Start ?? End)?.Date;
    }

    private ToldTime? Start { get; }

    private ToldTime? End { get; }

    /// <summary>Whether a text begins as a draft does.</summary>
    public static bool IsMeant(string markdown) => markdown.StartsWith("# " + Head, StringComparison.Ordinal);

    /// <summary>The facts; null where the lines are no draft of the bot's.</summary>
    public static DocumentFacts? Read(IReadOnlyList<DocumentLine> lines) =>
        lines is [{ Kind: LineKind.Heading, Level: 1 } title, { Kind: LineKind.Text, IsAllStrong: true } marks, ..]
        && title.Text.StartsWith(Head, StringComparison.Ordinal)
        && Marks().Match(marks.Text) is { Success: true } marked
        && lines.Any(line => line is { Kind: LineKind.Heading, Level: 2, Text: "Measures of the response" })
            ? new DraftReading(lines).Facts(title.Text[Head.Length..], marked)
            : null;

    private DocumentFacts Facts(string title, Match marks)
    {
        var entries = new DraftTimeline(_zone, _day).Read(Under("Timeline"));
        return new DocumentFacts
        {
            Title = title,
            DraftOf = IncidentId.TryParse(marks.Groups["incident"].Value, out var id) ? id : null,
            Start = Start,
            End = End,
            Zone = _zone.Zone,
            Duration =
                Start?.At(DateTimeZone.Utc) is { } start && (End?.Until ?? End)?.At(DateTimeZone.Utc) is { } end && end >= start
                    ? end - start
                    : null,
            Impact = Impact(out var percent),
            ImpactPercent = percent,
            Severity = Value("Severity") is ['s', 'e', 'v', >= '1' and <= '4' and var level, ..] ? (Severity)(level - '0') : null,
            Cause = Paragraphs("Root cause", "Nobody said."),
            Resolution = Paragraphs("Resolution", "Nobody said."),
            Detection = entries.Select(entry => Detected().Match(entry.Text)).FirstOrDefault(match => match.Success)?.Groups[1].Value,
            Entries = [.. entries],
            Improvements = [.. Items("Improvements").Select(item => item.Text)],
            Tasks = [.. Items("Tasks").Select(DraftTask.Of)],
            Refusal = marks.Groups["marks"].Value switch
            {
                var said when said.Contains("drill", StringComparison.Ordinal) => "It is the draft of a drill, which never happened.",
                var said when said.Contains("private", StringComparison.Ordinal) =>
                    "It is the draft of a private incident; imported, everybody would see it.",
                _ => null,
            },
        };
    }

    private string? Impact(out decimal? percent)
    {
        percent = null;
        if (Value("Impact") is not { } impact || impact == "nobody said")
        {
            return null;
        }

        var behind = Percent().Match(impact);
        percent = behind.Success ? decimal.Parse(behind.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : null;
        return behind.Success ? impact[..behind.Index] : impact;
    }

    private string? Paragraphs(string name, string nobody)
    {
        var said = Under(name)
            .TakeWhile(line => line.Kind == LineKind.Text && !line.IsInItem)
            .Select(line => line.Text)
            .Where(text => !ToCause().IsMatch(text))
            .ToList();
        return said.Count == 0 || (said.Count == 1 && said[0] == nobody) ? null : string.Join('\n', said);
    }

    private IEnumerable<DocumentLine> Items(string name) => Under(name).Where(line => line.Kind == LineKind.Item);

    private string? Value(string name) =>
        Under("Issue summary")
            .Select(line => line.Text)
            .FirstOrDefault(text => text.StartsWith(name + ": ", StringComparison.Ordinal))
            ?[(name.Length + 2)..];

    private IEnumerable<DocumentLine> Under(string heading)
    {
        var start = _lines.TakeWhile(line => !(line.Kind == LineKind.Heading && line.Text == heading)).Count();
        var level = start < _lines.Count ? _lines[start].Level : 0;
        return _lines.Skip(start + 1).TakeWhile(line => line.Kind != LineKind.Heading || line.Level > level);
    }

    [GeneratedRegex(@"^(?<incident>INC-\d+)(?:, (?<marks>.*))?$", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Marks();

    [GeneratedRegex(@" \(([\d.]+) %\)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Percent();

    [GeneratedRegex(@"^From (?:detection|the start) until the cause was found: ", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ToCause();

    [GeneratedRegex(@"^Detected: (.+)$", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Detected();
}
