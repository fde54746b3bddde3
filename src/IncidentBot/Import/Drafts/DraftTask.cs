using System.Text.RegularExpressions;
using IncidentBot.Import.Lines;
using NodaTime.Text;

namespace IncidentBot.Import.Drafts;

/// <summary>A task as a draft lists it: <c>T3 what — owner, due date, every so often (done: how it is known)</c>.</summary>
internal static partial class DraftTask
{
    private const string Owner = " — ";

    /// <summary>Reads a line.</summary>
    public static ToldTask Of(DocumentLine line)
    {
        var text = Number().Replace(line.Text, "");
        var isEnded = line.IsTicked == true;
        var isDropped = false;
        if (isEnded && State().Match(text) is { Success: true } state)
        {
            isDropped = state.Groups["state"].Value == "dropped";
            text = text[..state.Index];
        }

        var every = Every().Match(text);
        text = every.Success ? text[..every.Index] : text;
        var due = Due().Match(text);
        text = due.Success ? text[..due.Index] : text;
        var owner = text.LastIndexOf(Owner, StringComparison.Ordinal);
        // A step has an owner only where somebody named one, so nothing is said of it else.
        return new ToldTask(owner < 0 ? text : text[..owner])
        {
            Owner = owner >= 0 && text[(owner + Owner.Length)..] is var who && who != "nobody yet" ? who : null,
            Due = due.Groups["date"] is { Success: true } date ? LocalDatePattern.Iso.Parse(date.Value).Value : null,
            IsDone = isEnded && !isDropped,
            IsDropped = isDropped,
            IsStep = line.Level > 0,
        };
    }

    [GeneratedRegex(@"^T\d+ ", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(
        @" \((?<state>done|dropped)(?:, verified by [^:]*)?(?:: .*)?\)$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex State();

    [GeneratedRegex(@", every [^,—]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Every();

    [GeneratedRegex(@", (?:due (?<date>\d{4}-\d\d-\d\d)|no date yet)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Due();
}
