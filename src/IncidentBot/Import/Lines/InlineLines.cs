using System.Text;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax.Inlines;

namespace IncidentBot.Import.Lines;

/// <summary>The words of a paragraph, line by line, without mark-up.</summary>
internal sealed class InlineLines
{
    private readonly List<DocumentLine> _lines = [];
    private readonly StringBuilder _text = new();
    private int _strong;
    private int _first;
    private bool _isStill = true;

    private InlineLines() { }

    /// <summary>The lines of a paragraph; none where it says nothing.</summary>
    public static IReadOnlyList<DocumentLine> Of(ContainerInline? inline)
    {
        var lines = new InlineLines();
        if (inline is not null)
        {
            lines.Add(inline, isStrong: false);
            lines.End();
        }

        return lines._lines;
    }

    private void Add(ContainerInline container, bool isStrong)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LineBreakInline { IsBackslash: true }:
                    Put("\n", isStrong);
                    break;
                case LineBreakInline:
                    End();
                    break;
                case LiteralInline literal:
                    Put(literal.Content.ToString(), isStrong);
                    break;
                case CodeInline code:
                    Put(code.Content, isStrong);
                    break;
                case HtmlEntityInline entity:
                    Put(entity.Transcoded.ToString(), isStrong);
                    break;
                case AutolinkInline link:
                    Put(link.Url, isStrong);
                    break;
                case HtmlInline html when html.Tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase):
                    End();
                    break;
                case HtmlInline or TaskList or LinkInline { IsImage: true }:
                    break;
                case EmphasisInline { DelimiterChar: '~' }:
                    // What was struck out is not said any more.
                    break;
                case EmphasisInline emphasis:
                    Add(emphasis, isStrong: true);
                    _first = _first == 0 && _isStill ? _text.Length : _first;
                    break;
                case ContainerInline inner:
                    Add(inner, isStrong);
                    break;
            }
        }
    }

    private void Put(string words, bool isStrong)
    {
        _text.Append(words);
        if (_isStill && isStrong)
        {
            _strong = _text.Length;
        }
        else if (!string.IsNullOrWhiteSpace(words))
        {
            _isStill = false;
        }
    }

    private void End()
    {
        var raw = _text.ToString();
        var text = raw.Trim();
        if (text.Length > 0)
        {
            var skipped = raw.Length - raw.TrimStart().Length;
            _lines.Add(
                new DocumentLine(LineKind.Text, text)
                {
                    Strong = Math.Clamp(_strong - skipped, 0, text.Length),
                    FirstStrong = Math.Clamp(_first - skipped, 0, text.Length),
                }
            );
        }

        _text.Clear();
        (_strong, _first, _isStill) = (0, 0, true);
    }
}
