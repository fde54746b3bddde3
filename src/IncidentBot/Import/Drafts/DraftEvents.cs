using System.Globalization;
using System.Text.RegularExpressions;
using IncidentBot.Incidents;

namespace IncidentBot.Import.Drafts;

/// <summary>A sentence of a draft's timeline as the event that it was.</summary>
internal static partial class DraftEvents
{
    /// <summary>The event; null where the sentence says what the import itself says: that it was declared, that it was closed.</summary>
    public static IncidentEvent? Of(string sentence)
    {
        var match = Sentence().Match(sentence);
        var text = match.Groups["text"].Value;
        var number = match.Groups["number"] is { Success: true } digits
            ? int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;
        return match.Groups["what"].Value switch
        {
            "Incident declared" or "Incident closed" => null,
            "Detected" => new Detected(text),
            "Mitigated" => new Mitigated(text),
            "Service restored" => new Restored(text),
            "Resolved" => new Resolved(text),
            "Status update" => new StatusUpdatePosted(text),
            "suspected" => new HypothesisRaised(number, Box().Replace(text, "")),
            "ruled out" => new HypothesisRuledOut(number, text),
            "confirmed" => new HypothesisConfirmed(number, text),
            "Status investigating → identified" => new StatusChanged(IncidentStatus.Investigating, IncidentStatus.Identified, text),
            _ => new Noted(sentence),
        };
    }

    [GeneratedRegex(
        @"^(?:(?<what>Incident declared) \(.*|(?<what>Incident closed)(?:: .*)?|(?<what>Detected|Mitigated|Service restored|Resolved|Status update):(?: (?<text>.*))?|H(?<number>\d{1,4}) (?<what>suspected|ruled out|confirmed)(?:: (?<text>.*))?|(?<what>Status investigating → identified)(?:: (?<text>.*))?)$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Sentence();

    [GeneratedRegex(@" \(for [^()]*\)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Box();
}
