using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentBot.Postmortems.Templates;

/// <summary>What is wrong in a template, where and why, in one sentence for whoever wrote it.</summary>
internal static partial class TemplateMistake
{
    public static string Sentence(PostmortemTemplate template, Exception exception)
    {
        var (line, what) = Found(template.Source, exception);
        return line is { } number ? $"{template.File}, line {number}: {what}." : $"{template.File}: {what}.";
    }

    private static (int? Line, string What) Found(string source, Exception exception)
    {
        // What is not closed, or closed and was not opened: the library does not say where.
        if (Unbalanced(source) is { } unbalanced)
        {
            return unbalanced;
        }

        if (Undefined().Match(exception.Message) is { Success: true } undefined)
        {
            var path = undefined.Groups[1].Value;
            return (LineOf(source, path), IsHelper(source, path) ? $"there is no helper “{path}”" : $"there is no value “{path}”");
        }

        if (Position().Match(exception.Message) is { Success: true } at)
        {
            var line = int.Parse(at.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) + 1;
            return (line, FirstLine(exception.Message).TrimEnd('.'));
        }

        if (Quoted().Match(exception.Message) is { Success: true } quoted)
        {
            var name = quoted.Groups[1].Value.TrimStart('#', '/');
            var isPartial = exception.Message.Contains("partial", StringComparison.OrdinalIgnoreCase);
            return (LineOf(source, name), isPartial ? $"there is no other template “{name}” to put in" : $"there is no helper “{name}”");
        }

        return Argumentless(source) ?? (null, FirstLine(exception.Message).TrimEnd('.'));
    }

    private static (int? Line, string What)? Unbalanced(string source)
    {
        var open = new Stack<(string Name, int Line)>();
        foreach (Match mark in Block().Matches(source))
        {
            var (sign, name) = (mark.Groups[1].Value, mark.Groups[2].Value);
            if (sign == "#")
            {
                open.Push((name, LineAt(source, mark.Index)));
            }
            else if (!open.TryPop(out var opened))
            {
                return (LineAt(source, mark.Index), $"“{{{{/{name}}}}}” closes what was not opened");
            }
            else if (opened.Name != name)
            {
                return (
                    LineAt(source, mark.Index),
                    $"“{{{{/{name}}}}}” stands where “{opened.Name}” of line {opened.Line} has to be closed"
                );
            }
        }

        return open.TryPop(out var last) ? (last.Line, $"“{last.Name}” is not closed; “{{{{/{last.Name}}}}}” is missing") : null;
    }

    private static (int? Line, string What)? Argumentless(string source) =>
        Bare().Match(source) is { Success: true } bare
            ? (LineAt(source, bare.Index), $"“{bare.Groups[1].Value}” needs a value behind it")
            : null;

    private static bool IsHelper(string source, string name) =>
        Regex.IsMatch(
            source,
            $@"\{{\{{\s*#?{Regex.Escape(name)}\s+[^}}]",
            RegexOptions.CultureInvariant,
            global::System.TimeSpan.FromSeconds(1)
        );

    private static int? LineOf(string source, string name)
    {
        var use = Regex.Match(
            source,
            $@"\{{\{{[^}}]*(?<![\w]){Regex.Escape(name)}(?![\w])",
            RegexOptions.CultureInvariant,
            global::System.TimeSpan.FromSeconds(1)
        );
        return use.Success ? LineAt(source, use.Index) : null;
    }

    private static int LineAt(string source, int index) => source.AsSpan(0, index).Count('\n') + 1;

    private static string FirstLine(string message) => message.Split('\n')[0].Trim();

    [GeneratedRegex(@"\{\{~?\s*([#/])\s*([\w.-]+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(\S+) is undefined$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Undefined();

    [GeneratedRegex(@"Occured at:\s*(\d+):", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Position();

    [GeneratedRegex(@"'([^']+)'", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{\{\s*#(\w+)\s*\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bare();
}
