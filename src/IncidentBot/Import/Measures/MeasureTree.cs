using System.Text.RegularExpressions;
using IncidentBot.Import.Lines;
using IncidentBot.Import.Sections;

namespace IncidentBot.Import.Measures;

/// <summary>A measure as a document lists it, with what stands below it.</summary>
internal sealed record Measure(string Text, bool? IsTicked, List<Measure> Below)
{
    /// <summary>The words without the colon that says more is coming.</summary>
    public string Name => Text.TrimEnd(' ', ':', '.') is { } name && Text.EndsWith(':') ? name : Text;

    /// <summary>It and all below it in one sentence.</summary>
    public string Whole => Below.Count == 0 ? Text : $"{Name}: {string.Join("; ", Below.Select(below => below.Whole.TrimEnd('.', ';')))}";
}

/// <summary>The measures of a part of a document, in lists, lines, headings or prose.</summary>
internal static partial class MeasureTree
{
    /// <summary>Reads them.</summary>
    public static IReadOnlyList<Measure> Of(Part part)
    {
        var all = new List<Measure>();
        var path = new List<(int Level, Measure Measure)>();
        var hasItems = part.Lines.Exists(line => line.Kind == LineKind.Item);
        var headed = 0;
        foreach (var line in Joined(part.Lines))
        {
            if (line.Kind is LineKind.Code or LineKind.Row || Paragraphs.IsUnfilled(line.Text) || line.Text.Count(char.IsLetter) < 3)
            {
                continue;
            }

            if (line.Kind == LineKind.Heading || (hasItems && line is { Kind: LineKind.Text, IsInItem: false, IsAllStrong: true }))
            {
                headed = 1;
                Put(line, 0);
            }
            else if (line.Kind == LineKind.Item)
            {
                Put(line, line.Level + headed);
            }
            else if (hasItems && line.IsInItem && path.Count > 0)
            {
                if (!Closing.IsRemark(line.Text))
                {
                    Go(line.Text);
                }
            }
            else if (headed == 1 && path.Count > 0 && !Closing.IsRemark(line.Text))
            {
                Put(line, 1);
            }
            else if (!hasItems && !Closing.IsRemark(line.Text) && !(line.Text.EndsWith(':') && line.Strong == 0))
            {
                Put(line, 0);
            }
        }

        return all;

        void Put(DocumentLine line, int level)
        {
            path.RemoveAll(known => known.Level >= level);
            var measure = new Measure(Bare(line.Text), line.IsTicked, []);
            (path.Count == 0 ? all : path[^1].Measure.Below).Add(measure);
            path.Add((level, measure));
        }

        void Go(string more)
        {
            var (level, last) = path[^1];
            var longer = last with { Text = last.Text + " " + more };
            var home = path.Count > 1 ? path[^2].Measure.Below : all;
            home[^1] = longer;
            path[^1] = (level, longer);
        }
    }

    // A line that goes on in small letters was broken because it was long.
    private static IEnumerable<DocumentLine> Joined(IReadOnlyList<DocumentLine> lines)
    {
        DocumentLine? held = null;
        foreach (var line in lines)
        {
            if (
                held is { Kind: LineKind.Text, IsInItem: false }
                && line is { Kind: LineKind.Text, BeginsBlock: false, IsInItem: false }
                && char.IsLower(line.Text[0])
                && !".!?:;".Contains(held.Text[^1])
            )
            {
                held = held with { Text = held.Text + " " + line.Text };
                continue;
            }

            if (held is not null)
            {
                yield return held;
            }

            held = line;
        }

        if (held is not null)
        {
            yield return held;
        }
    }

    private static string Bare(string text) => Mark().Replace(text, "").Trim();

    [GeneratedRegex(@"^(?:[^\p{L}\p{N}\[@(""“'`#<$/~.+-]+|(?:\d{1,2}[.)]\s+)|\[[ xX]?\]\s*|-\s+)+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mark();
}
