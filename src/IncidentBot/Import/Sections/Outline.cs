using IncidentBot.Import.Lines;
using IncidentBot.Import.Stamps;

namespace IncidentBot.Import.Sections;

/// <summary>The parts of a document, in order, however their names are marked.</summary>
internal sealed class Outline
{
    private readonly IReadOnlyList<DocumentLine> _lines;
    private readonly List<Part> _parts = [new(Section.None, "", 0)];
    private readonly List<DocumentLine> _titles = [];

    private Outline(IReadOnlyList<DocumentLine> lines)
    {
        _lines = lines;
        Current = _parts[0];
        for (var i = 0; i < lines.Count; i++)
        {
            Add(lines[i], i);
        }
    }

    /// <summary>The parts.</summary>
    public IReadOnlyList<Part> Parts => _parts;

    /// <summary>The headings before the first part that has a name.</summary>
    public IReadOnlyList<DocumentLine> Titles => _titles;

    private Part Current { get; set; }

    /// <summary>Reads the outline.</summary>
    public static Outline Of(IReadOnlyList<DocumentLine> lines) => new(lines);

    /// <summary>The parts about something.</summary>
    public IEnumerable<Part> About(params Section[] sections) => _parts.Where(part => sections.Contains(part.Section));

    private void Add(DocumentLine line, int at)
    {
        var label = Label.Of(line);
        if (label is { } known && IsMeant(known, line, at))
        {
            foreach (var found in Label.Within(known))
            {
                Begin(found, line);
            }
        }
        else if (line.Kind == LineKind.Heading && !Stays(line, at))
        {
            Leave(line);
        }
        else if (Current.Section == Section.Timeline && IsOfAnotherList(line, at))
        {
            Current = new Part(Section.Other, line.Text, Part.OfLabel);
            _parts.Add(Current);
        }
        else
        {
            Current.Lines.Add(line);
        }
    }

    private void Begin(Label label, DocumentLine line)
    {
        var level = line.Kind == LineKind.Heading ? line.Level : Part.OfLabel;
        var part = new Part(label.Section, label.Name, level) { IsOneLine = label.Value.Length > 0 && IsShort(label.Section) };
        if (label.Value.Length > 0)
        {
            part.Lines.Add(
                line with
                {
                    Text = label.Value,
                    Strong = 0,
                    Kind = line.Kind == LineKind.Heading ? LineKind.Text : line.Kind,
                    Cells = [],
                }
            );
        }

        _parts.Add(part);
        Current = part.IsOneLine ? Current : part;
    }

    // A heading that nobody here knows: the title before all else, then the end of what was before it.
    private void Leave(DocumentLine line)
    {
        if (_parts.Count == 1 && Current.Lines.TrueForAll(before => before.Kind != LineKind.Item))
        {
            _titles.Add(line);
            return;
        }

        Current = new Part(Section.Other, line.Text, line.Level);
        _parts.Add(Current);
    }

    private bool IsMeant(Label label, DocumentLine line, int at) =>
        Current.Section switch
        {
            Section.Timeline => IsBehindTimeline(label, line, at),
            Section.Improvements or Section.Tasks or Section.Measures => IsBehindMeasures(label, line),
            _ => line.Kind != LineKind.Row || Current.Section is Section.None or Section.Summary or Section.Duration,
        };

    private bool IsBehindTimeline(Label label, DocumentLine line, int at)
    {
        if (line.Kind is LineKind.Row || Stamp.Next(label.Value, 0) is { Clock: not null })
        {
            return false;
        }

        if (line.Kind == LineKind.Heading)
        {
            return line.Level <= Current.Level || !IsTimed(at + 1) || IsChapter(label.Section);
        }

        return line.Kind == LineKind.Item || line.IsInItem
            ? IsChapter(label.Section) && (label.Value.Length == 0 || line.IsInItem)
            : (IsChapter(label.Section) || label.Value.Length == 0 || line.Strong > 0)
                && !(label.Value.Length == 0 && !IsChapter(label.Section) && IsTimed(at + 1));
    }

    private bool IsBehindMeasures(Label label, DocumentLine line)
    {
        if (line.Kind == LineKind.Heading)
        {
            return line.Level <= Current.Level
                || label.Section is Section.Improvements or Section.Tasks or Section.Timeline or Section.CauseAndResolution or Section.Cause
                || (label.Section == Section.Measures && Current.Section != Section.Tasks);
        }

        if (
            line.Kind == LineKind.Text
            && line.Strong > 0
            && line.BeginsBlock
            && (IsChapter(label.Section) || (label.Section == Section.Other && IsEnding(label.Name)))
        )
        {
            return true;
        }

        return line.Kind != LineKind.Row
            && label.Value.Length == 0
            && (IsChapter(label.Section) || (line.Kind != LineKind.Item && label.Section == Section.Other && line.IsAlone))
            && !(label.Section == Section.Measures && Current.Section == Section.Tasks && line.Kind == LineKind.Item);
    }

    // A heading below the part's own goes on with it.
    private bool Stays(DocumentLine line, int at) =>
        Current.Section switch
        {
            Section.Timeline => Stamp.At(line.Text, 0, isLeading: true) is not null
                || Stamp.Next(line.Text, 0) is { Clock: not null }
                || line.Level > Current.Level
                || IsTimed(at + 1),
            Section.None or Section.Other => false,
            _ => line.Level > Current.Level,
        };

    // "What we will do:" before a list without a time is not of the timeline any more.
    private bool IsOfAnotherList(DocumentLine line, int at) =>
        line.Kind == LineKind.Text
        && line.Text.EndsWith(':')
        && Current.Lines.Exists(before => Stamp.Next(before.Text, 0) is { Clock: not null })
        && at + 1 < _lines.Count
        && _lines[at + 1] is { Kind: LineKind.Item, Level: 0 } next
        && Stamp.Next(line.Text, 0) is null
        && Stamp.Next(next.Text, 0) is not { Clock: not null };

    private bool IsTimed(int at) =>
        at < _lines.Count
        && (
            _lines[at].Kind == LineKind.Row
                ? _lines[at].Cells.Any(cell => Stamp.At(cell, 0, isLeading: true) is not null) || _lines[at].IsHead
                : Stamp.At(_lines[at].Text, 0, isLeading: true) is { Clock: not null }
        );

    private static bool IsEnding(string name) =>
        name.StartsWith("lesson", StringComparison.OrdinalIgnoreCase) || name.StartsWith("conclusion", StringComparison.OrdinalIgnoreCase);

    private static bool IsShort(Section section) =>
        section
            is Section.Date
                or Section.Start
                or Section.End
                or Section.Severity
                or Section.Zone
                or Section.TimeToResolve
                or Section.Other;

    private static bool IsChapter(Section section) =>
        section
            is Section.Timeline
                or Section.Cause
                or Section.CauseAndResolution
                or Section.Measures
                or Section.Improvements
                or Section.Tasks
                or Section.Communication
                or Section.Summary;
}
