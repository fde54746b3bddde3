using IncidentBot.Import.Lines;
using IncidentBot.Import.Sections;

namespace IncidentBot.Import.Measures;

/// <summary>Improvements and tasks of a document.</summary>
internal static class MeasuresReading
{
    /// <summary>Measures that were proposed. One that stands alone under a name is one sentence with it; of several each is its own.</summary>
    public static IReadOnlyList<string> Improvements(Outline outline) =>
        [
            .. outline
                .About(Section.Measures, Section.Improvements)
                .SelectMany(part => MeasureTree.Of(part).SelectMany(Sentences).Concat(Rows(part)))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>Measures that were promised, steps behind their task.</summary>
    public static IReadOnlyList<ToldTask> Tasks(Outline outline, Calendar calendar)
    {
        var tasks = new List<ToldTask>();
        foreach (var part in outline.About(Section.Tasks))
        {
            foreach (var measure in MeasureTree.Of(part))
            {
                tasks.AddRange(Steps(measure, calendar));
            }

            tasks.AddRange(new TaskTable(calendar).Read(part.Lines));
        }

        return [.. tasks.Where(task => task.Text.Length > 0).DistinctBy(task => task.Text, StringComparer.OrdinalIgnoreCase)];
    }

    private static IEnumerable<string> Sentences(Measure measure) =>
        measure.Below.Count <= 1 ? [measure.Whole] : measure.Below.Select(below => $"{measure.Name}: {below.Whole}");

    private static IEnumerable<string> Rows(Part part) =>
        part
            .Lines.Where(line => line is { Kind: LineKind.Row, IsHead: false })
            .Select(line => string.Join(": ", line.Cells.Where(cell => cell.Length > 2)));

    private static IEnumerable<ToldTask> Steps(Measure measure, Calendar calendar)
    {
        if (measure.Below.Count <= 1)
        {
            return [TaskWords.Of(measure.Whole, measure.IsTicked ?? measure.Below.FirstOrDefault()?.IsTicked, calendar)];
        }

        return measure
            .Below.Select(below => TaskWords.Of(below.Whole, below.IsTicked, calendar) with { IsStep = true })
            .Prepend(TaskWords.Of(measure.Name, measure.IsTicked, calendar));
    }
}
