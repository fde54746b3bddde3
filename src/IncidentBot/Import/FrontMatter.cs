using System.Text.RegularExpressions;
using IncidentBot.Import.Stamps;
using NodaTime;

namespace IncidentBot.Import;

/// <summary>The lines before a document that describe it: title and date often stand only there.</summary>
/// <param name="Title">The title.</param>
/// <param name="Date">The date.</param>
/// <param name="Severity">How bad it was, as it is written.</param>
internal sealed partial record FrontMatter(string? Title, LocalDate? Date, string? Severity)
{
    private const int MostLines = 200;

    /// <summary>No such lines.</summary>
    public static FrontMatter None { get; } = new(null, null, null);

    /// <summary>Reads them, and gives back the document behind them.</summary>
    public static (FrontMatter Front, string Body) Read(string text)
    {
        var start = text.TrimStart('\ufeff', '\n', '\r', ' ', '\t');
        if (!start.StartsWith("---", StringComparison.Ordinal) || Block().Match(start) is not { Success: true } block)
        {
            return (None, text);
        }

        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in block.Groups["lines"].Value.Split('\n').Take(MostLines))
        {
            if (Entry().Match(line.TrimEnd('\r')) is { Success: true } entry)
            {
                values.TryAdd(entry.Groups["name"].Value, entry.Groups["value"].Value.Trim().Trim('"', '\''));
            }
        }

        if (values.Count == 0)
        {
            return (None, text);
        }

        var date =
            Find("date", "incident_date", "incident-date", "started", "start", "created") is { } day
            && Stamp.At(day, 0)?.Date is { IsAmbiguous: false } written
                ? written.Known
                : null;
        return (
            new FrontMatter(Find("title", "incident", "name", "summary"), date, Find("severity", "sev", "priority")),
            start[block.Length..]
        );

        string? Find(params string[] names) =>
            names.Select(name => values.GetValueOrDefault(name)).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
    }

    [GeneratedRegex(
        @"\A---[ \t]*\r?\n(?<lines>(?:(?!---|\.\.\.)[^\n]*\n){1,200}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\z)",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Block();

    [GeneratedRegex(@"^(?<name>[A-Za-z][\w -]{0,30}):\s*(?<value>.*)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Entry();
}
