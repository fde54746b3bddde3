using System.Text.RegularExpressions;
using IncidentBot.Import.Lines;
using IncidentBot.Import.Stamps;

namespace IncidentBot.Import.Measures;

/// <summary>Tasks in a table: which column says what is known from its head.</summary>
internal sealed partial class TaskTable(Calendar calendar)
{
    private int _what;
    private int _who = -1;
    private int _due = -1;
    private int _state = -1;

    /// <summary>Reads the rows.</summary>
    public IEnumerable<ToldTask> Read(IEnumerable<DocumentLine> lines)
    {
        foreach (var line in lines.Where(line => line.Kind == LineKind.Row))
        {
            if (line.IsHead)
            {
                ReadHead([.. line.Cells]);
            }
            else if (Cell(line, _what) is { Length: > 2 } text && !Paragraphs.IsUnfilled(text))
            {
                var task = TaskWords.Of(text, null, calendar);
                yield return task with
                {
                    Owner = TaskWords.Name(Cell(line, _who)) ?? task.Owner,
                    Due = Stamp.At(Cell(line, _due), 0)?.Date is { } date ? calendar.Of(date) : task.Due,
                    IsDone = task.IsDone || TaskWords.SaysDone(Cell(line, _state)),
                };
            }
        }
    }

    private void ReadHead(List<string> cells)
    {
        _who = cells.FindIndex(cell => Who().IsMatch(cell));
        _due = cells.FindIndex(cell => Due().IsMatch(cell));
        _state = cells.FindIndex(cell => State().IsMatch(cell));
        _what = cells.FindIndex(cell => What().IsMatch(cell));
        _what = _what >= 0 ? _what : Math.Max(0, cells.FindIndex(cell => cell.Length > 1 && !Number().IsMatch(cell)));
    }

    private static string Cell(DocumentLine line, int column) => column >= 0 && column < line.Cells.Count ? line.Cells[column] : "";

    [GeneratedRegex(
        @"\b(?:owner|assignee|assigned|who|responsible|dri|lead)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Who();

    [GeneratedRegex(@"\b(?:due|deadline|target|by when|eta|date|when)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Due();

    [GeneratedRegex(@"\b(?:status|state|done|progress)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex State();

    [GeneratedRegex(
        @"\b(?:action|task|item|what|description|improvement|measure|to-?do|follow-?up)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex What();

    [GeneratedRegex(@"^(?:#|no\.?|id|nr\.?|priority|type|ticket|bug)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();
}
