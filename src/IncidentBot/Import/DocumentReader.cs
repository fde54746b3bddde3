using System.Globalization;
using System.Text.RegularExpressions;
using IncidentBot.Import.Drafts;
using IncidentBot.Import.Lines;
using IncidentBot.Import.Measures;
using IncidentBot.Import.Sections;
using IncidentBot.Import.Stamps;
using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Import;

/// <summary>Reads a postmortem that somebody wrote, in whatever shape, into facts. Pure: the same text gives the same facts.</summary>
public static partial class DocumentReader
{
    /// <summary>Reads a document.</summary>
    /// <param name="text">Its text: Markdown, plain text, or either with HTML in it.</param>
    /// <param name="name">Its file's name, in which the date may stand; empty where it has none.</param>
    public static DocumentFacts Read(string text, string name = "")
    {
        try
        {
            return ReadWords(text, name);
        }
        catch (RegexMatchTimeoutException)
        {
            return new DocumentFacts { Refusal = "It is too tangled to be read." };
        }
    }

    private static DocumentFacts ReadWords(string text, string name)
    {
        var (front, body) = FrontMatter.Read(text);
        if (DraftReading.IsMeant(body) && DraftReading.Read(MarkdownLines.Of(body)) is { } draft)
        {
            return draft;
        }

        var lines = MarkdownLines.Of(PlainMarks.ToMarkdown(body));
        var outline = Outline.Of(lines);
        var warnings = new List<string>();
        var calendar = new Calendar(lines.Select(line => line.Text).Append(DateOf(front) ?? ""));
        var times = new IncidentTimes(outline, calendar, front.Date ?? DateInName(name), warnings);
        var timeline = new TimelineReading(calendar, times, warnings);
        var entries = timeline.Read(TimelineLines(outline));
        var (cause, resolution) = CauseReading.Of(outline);
        var (impact, percent) = ImpactReading.Of(outline, warnings);
        var facts = new DocumentFacts
        {
            Title = TitleReading.Of(outline, front),
            Start = times.Start,
            End = times.End,
            Zone = times.Zone,
            Duration = Contradictions.Reckoned(times),
            StatedDuration = times.Stated?.Length,
            Impact = impact,
            ImpactPercent = percent,
            Severity =
                SeverityOf(front.Severity)
                ?? outline.About(Section.Severity).Select(part => SeverityOf(part.Text)).FirstOrDefault(severity => severity is not null),
            Cause = cause,
            Resolution = resolution,
            Detection = Text(outline, Section.Detection) ?? entries.FirstOrDefault(entry => EntryMeaning.IsDetection(entry.Text))?.Text,
            Communication = Text(outline, Section.Communication),
            Entries = [.. entries.Distinct()],
            Improvements = [.. MeasuresReading.Improvements(outline)],
            Tasks = [.. MeasuresReading.Tasks(outline, calendar)],
        };
        Contradictions.Tell(facts, times, warnings);
        return facts with { Warnings = [.. warnings.Distinct(StringComparer.Ordinal)], Refusal = RefusalOf(facts) };
    }

    // Without a heading that says so, lines that begin with times are a timeline where there are some of them.
    private static IEnumerable<DocumentLine> TimelineLines(Outline outline)
    {
        var told = outline.About(Section.Timeline).SelectMany(part => part.Lines).ToList();
        if (told.Exists(line => Stamp.Next(line.Text, 0) is { Clock: not null }))
        {
            return told;
        }

        var timed = outline
            .Parts.Where(part => part.Section is Section.None or Section.Other or Section.Summary or Section.Duration)
            .Select(part => part.Lines)
            .MaxBy(lines => lines.Count(IsTimed));
        return timed is not null && timed.Count(IsTimed) >= 3 ? timed.SkipWhile(line => !IsTimed(line)) : told;
    }

    private static bool IsTimed(DocumentLine line) =>
        line.Kind == LineKind.Row
            ? line.Cells.Any(cell => Stamp.At(cell, 0, isLeading: true) is { Clock: not null })
            : Stamp.At(line.Text, 0, isLeading: true) is { Clock: not null };

    private static string? Text(Outline outline, Section section) =>
        outline.About(section).Select(part => Paragraphs.Text(part.Lines)).MaxBy(text => text?.Length ?? 0);

    private static string? DateOf(FrontMatter front) => front.Date?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static LocalDate? DateInName(string name)
    {
        var match = IsoDate().Match(name);
        return match.Success && Stamp.At(match.Value.Replace('_', '-'), 0)?.Date is { IsAmbiguous: false } date ? date.Known : null;
    }

    private static Severity? SeverityOf(string? text) =>
        text is not null && Level().Match(text) is { Success: true } level ? (Severity)(level.Groups[1].ValueSpan[0] - '0') : null;

    private static string? RefusalOf(DocumentFacts facts)
    {
        var timed = facts.Entries.Count(entry => entry.When is not null);
        var said = new object?[]
        {
            facts.Cause,
            facts.Resolution,
            facts.Impact,
            facts.Start,
            facts.StatedDuration,
            facts.Improvements.IsEmpty ? null : "",
            facts.Tasks.IsEmpty ? null : "",
        };
        return
            timed >= 2
            || said.Count(fact => fact is not null) + Math.Min(1, timed) >= 3
            || (facts.Cause is not null && facts.Entries.Length > 1)
            ? null
            : "It is no postmortem: it has no timeline, and no two of root cause, resolution, impact, duration and tasks.";
    }

    [GeneratedRegex(@"(?<!\d)(?:19|20)\d{2}[-_]\d{2}[-_]\d{2}(?!\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IsoDate();

    [GeneratedRegex(
        @"(?:\bsev(?:erity)?[\s:-]*|\bp(?:riority)?[\s:-]*|^\s*)([1-4])\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Level();
}
