using System.Text.RegularExpressions;
using IncidentBot.Import.Lines;
using IncidentBot.Import.Stamps;

namespace IncidentBot.Import.Sections;

/// <summary>A name at the beginning of a line, and what stands behind it.</summary>
/// <param name="Section">What the name stands for.</param>
/// <param name="Name">The name as it is written.</param>
/// <param name="Value">What the line says behind it; empty where it only names.</param>
internal readonly partial record struct Label(Section Section, string Name, string Value)
{
    private const int LongestName = 80;
    private const int MostInALine = 12;

    /// <summary>Reads the label that a line begins with; null where it begins with none that is known.</summary>
    public static Label? Of(DocumentLine line)
    {
        if (line.Kind is LineKind.Code || Stamp.At(line.Text, 0, isLeading: true) is not null)
        {
            return null;
        }

        if (line.Kind == LineKind.Row)
        {
            return line is { IsHead: false, Cells.Count: > 1 } && SectionNames.Of(line.Cells[0]) is not Section.None and var section
                ? new Label(section, line.Cells[0], string.Join(' ', line.Cells.Skip(1).Where(value => value.Length > 0)))
                : null;
        }

        return line.Kind == LineKind.Heading ? OfHeading(line) : OfWords(line);
    }

    /// <summary>Cuts a text where other labels begin in it: "Duration: two hours Impact: half of the users".</summary>
    public static IEnumerable<Label> Within(Label label)
    {
        for (var found = 0; ; found++)
        {
            var next = Inner().Match(label.Value);
            var section = next.Success ? SectionNames.Of(next.Groups["name"].Value) : Section.None;
            if (section == Section.None || found == MostInALine)
            {
                yield return label;
                yield break;
            }

            var before = label.Value[..next.Index].Trim();
            if (before.Length > 0)
            {
                yield return label with
                {
                    Value = before,
                };
            }

            label = new Label(section, next.Groups["name"].Value, label.Value[(next.Index + next.Length)..].Trim());
        }
    }

    private static Label? OfHeading(DocumentLine line)
    {
        if (SectionNames.Of(line.Text) is not Section.None and var whole)
        {
            return new Label(whole, line.Text, "");
        }

        return Cut(line.Text) is ({ } name, var value) && SectionNames.Of(name) is not Section.None and var section
            ? new Label(section, name, value)
            : null;
    }

    private static Label? OfWords(DocumentLine line)
    {
        var isMarked = line.Strong > 0 && line.Strong <= LongestName;
        if (
            Cut(line.Text) is ({ } name, var value)
            && SectionNames.Of(name) is not Section.None and var section
            && (isMarked || value.Length == 0 || IsPlain(section, name))
        )
        {
            return new Label(section, name, value);
        }

        if (isMarked && SectionNames.Of(line.Text[..line.Strong]) is not Section.None and var strong)
        {
            return new Label(strong, line.Text[..line.Strong], line.Text[line.Strong..].TrimStart(' ', ':', '-', '–', '—'));
        }

        // A line of its own that is nothing but the name.
        return
            (line.IsAlone || IsTitled(line.Text))
            && line.Kind == LineKind.Text
            && char.IsUpper(First(line.Text))
            && !line.Text.EndsWith('.')
            && SectionNames.Of(line.Text)
                is not Section.None
                    and not Section.Other
                    and not Section.Start
                    and not Section.End
                    and not Section.Date
                    and var alone
            ? new Label(alone, line.Text, "")
            : null;
    }

    // Without mark-up a name must be written as one: "Fix: …" may be the first word of a task.
    private static bool IsPlain(Section section, string name) =>
        char.IsUpper(First(name)) && !(section == Section.Other && name.Length < 5);

    // In the middle of a paragraph only a line that is written as a name is one: "Root Cause and Resolution".
    private static bool IsTitled(string text) =>
        text.Length < 50
        && char.IsLetter(text[^1])
        && text.Contains(' ')
        && text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(word => char.IsUpper(First(word)) || word is "and" or "or" or "of" or "the" or "to" or "for");

    private static char First(string text) => text.FirstOrDefault(char.IsLetter);

    private static (string? Name, string Value) Cut(string text)
    {
        var cut = Separator().Match(text);
        return cut.Success && cut.Index is > 0 and <= LongestName
            ? (text[..cut.Index], text[(cut.Index + cut.Length)..].Trim())
            : (null, "");
    }

    [GeneratedRegex(@"(?<!:[a-z_]{0,20}):(?![a-z_]+:)\s*|\s+[-–—]{1,2}>?\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Separator();

    [GeneratedRegex(
        @"(?<=^|[.!?)\w]\s+)(?<name>Duration(?: of [Oo]utage)?|Impact|Root [Cc]ause|Resolution|Start [Tt]ime|End [Tt]ime|Start|End|Detection|Date|Severity)\s*:\s+",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Inner();
}
