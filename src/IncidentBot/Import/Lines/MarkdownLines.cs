using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentBot.Import.Lines;

/// <summary>The lines of a Markdown document, in order, with what their mark-up says of each.</summary>
internal sealed class MarkdownLines
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseTaskLists()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .Build();

    private readonly List<DocumentLine> _lines = [];
    private readonly List<(int Column, bool IsNumbered)> _levels = [];

    private MarkdownLines() { }

    /// <summary>Reads a document; one whose marks are nested without end is read as words alone.</summary>
    public static IReadOnlyList<DocumentLine> Of(string markdown)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            return
            [
                .. markdown
                    .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => new DocumentLine(LineKind.Text, line) { BeginsBlock = true }),
            ];
        }

        var lines = new MarkdownLines();
        lines.Add(document);
        return lines._lines;
    }

    private void Add(ContainerBlock blocks)
    {
        foreach (var block in blocks)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    _levels.Clear();
                    Add(
                        InlineLines.Of(heading.Inline),
                        line => line with { Kind = LineKind.Heading, Level = heading.Level, BeginsBlock = true }
                    );
                    break;
                case Table table:
                    Add(table);
                    break;
                case ListBlock list:
                    Add(list);
                    break;
                case HtmlBlock html:
                    _lines.AddRange(HtmlLines.Of(html.Lines.ToString()));
                    break;
                case CodeBlock code:
                    Add(code);
                    break;
                case ThematicBreakBlock:
                    _levels.Clear();
                    break;
                case ContainerBlock inner:
                    Add(inner);
                    break;
                case LeafBlock leaf:
                    _levels.Clear();
                    Add(InlineLines.Of(leaf.Inline), line => line);
                    break;
            }
        }
    }

    private void Add(IReadOnlyList<DocumentLine> lines, Func<DocumentLine, DocumentLine> with)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            _lines.Add(with(lines[i] with { BeginsBlock = i == 0, IsAlone = lines.Count == 1 }));
        }
    }

    private void Add(ListBlock list)
    {
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var level = LevelOf(item.Column, list.IsOrdered);
            var isFirst = true;
            foreach (var block in item)
            {
                switch (block)
                {
                    case ListBlock inner:
                        Add(inner);
                        break;
                    case LeafBlock { Inline: not null } leaf:
                        Add(leaf, isFirst, level, list.IsOrdered);
                        break;
                    case CodeBlock code:
                        Add(code);
                        break;
                    case ContainerBlock inner:
                        Add(inner);
                        break;
                }

                isFirst = false;
            }
        }
    }

    private void Add(LeafBlock leaf, bool isFirst, int level, bool isNumbered)
    {
        var ticked = leaf.Inline!.FirstChild is TaskList box ? box.Checked : (bool?)null;
        var lines = InlineLines.Of(leaf.Inline);
        for (var i = 0; i < lines.Count; i++)
        {
            _lines.Add(
                isFirst && i == 0
                    ? lines[0] with
                    {
                        Kind = LineKind.Item,
                        Level = level,
                        IsNumbered = isNumbered,
                        IsTicked = ticked,
                        BeginsBlock = true,
                        IsAlone = lines.Count == 1,
                    }
                    : lines[i] with
                    {
                        IsInItem = true,
                        Level = level,
                        BeginsBlock = i == 0,
                    }
            );
        }
    }

    // By the column, as people see it: what stands further to the right is deeper, also where Markdown would begin another list.
    private int LevelOf(int column, bool isNumbered)
    {
        while (_levels.Count > 0 && _levels[^1].Column > column)
        {
            _levels.RemoveAt(_levels.Count - 1);
        }

        var known = _levels.FindIndex(level => level.Column == column && level.IsNumbered == isNumbered);
        if (known >= 0)
        {
            _levels.RemoveRange(known + 1, _levels.Count - known - 1);
            return known;
        }

        // Bullets under a number that ends with a colon belong to it, also where they stand under each other.
        var isUnder =
            _levels.Count == 0 || _levels[^1].Column < column || _lines is [.., { Kind: LineKind.Item } last] && last.Text.EndsWith(':');
        if (!isUnder)
        {
            _levels.RemoveAll(level => level.Column >= column);
        }

        _levels.Add((column, isNumbered));
        return _levels.Count - 1;
    }

    private void Add(Table table)
    {
        var isFirst = true;
        foreach (var row in table.OfType<TableRow>())
        {
            var cells = row.OfType<TableCell>().Select(Words).ToList();
            _lines.Add(
                new DocumentLine(LineKind.Row, string.Join(" | ", cells.Where(cell => cell.Length > 0)))
                {
                    Cells = cells,
                    IsHead = row.IsHeader,
                    BeginsBlock = isFirst,
                }
            );
            isFirst = false;
        }
    }

    private static string Words(TableCell cell) =>
        string.Join(' ', cell.Descendants<ParagraphBlock>().SelectMany(leaf => InlineLines.Of(leaf.Inline)).Select(line => line.Text));

    // Four blanks before a line make it code; a log is between fences.
    private void Add(CodeBlock code)
    {
        var kind = code is FencedCodeBlock ? LineKind.Code : LineKind.Text;
        foreach (var line in code.Lines.ToString().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            _lines.Add(new DocumentLine(kind, line) { BeginsBlock = true });
        }
    }
}
