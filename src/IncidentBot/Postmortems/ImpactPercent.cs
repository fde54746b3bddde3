using System.Globalization;
using System.Text.RegularExpressions;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems;

/// <summary>The share of the impact, where somebody gave one.</summary>
public static partial class ImpactPercent
{
    /// <summary>The last percentage said in an impact, 0 to 100; null where there is none.</summary>
    public static decimal? Of(Incident incident) =>
        incident
            .Entries.Where(entry => entry.Counts && entry.What is ImpactStated)
            .Select(entry => Of(entry.What.Words!))
            .LastOrDefault(percent => percent is not null);

    /// <summary>The first percentage in a text, 0 to 100; null where there is none.</summary>
    public static decimal? Of(string text) =>
        Percentage().Match(text) is { Success: true } match
        && decimal.TryParse(
            match.Groups[1].ValueSpan.ToString().Replace(',', '.'),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var percent
        )
        && percent <= 100
            ? percent
            : null;

    /// <summary>Whether anybody gave one.</summary>
    public static bool IsStated(Incident incident) => Of(incident) is not null;

    [GeneratedRegex(
        @"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,3})?)\s?(?:%|percent\b|per cent\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Percentage();
}
