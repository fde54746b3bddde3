using System.Text.RegularExpressions;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Import.Stamps;

/// <summary>The zone behind a time, or in a sentence that says which one all times are in.</summary>
internal static partial class ZoneStamp
{
    private static readonly (string Name, string Zone)[] Spelled =
    [
        ("coordinated universal time", "UTC"),
        ("greenwich mean time", "GMT"),
        ("british summer time", "BST"),
        ("central european summer time", "CEST"),
        ("central european time", "CET"),
        ("eastern european summer time", "EEST"),
        ("eastern european time", "EET"),
        ("eastern standard time", "EST"),
        ("eastern daylight time", "EDT"),
        ("eastern time", "ET"),
        ("central standard time", "CST"),
        ("central daylight time", "CDT"),
        ("central time", "CT"),
        ("mountain standard time", "MST"),
        ("mountain daylight time", "MDT"),
        ("mountain time", "MT"),
        ("pacific standard time", "PST"),
        ("pacific daylight time", "PDT"),
        ("pacific time", "PT"),
        ("south african standard time", "SAST"),
        ("south africa standard time", "SAST"),
        ("central african time", "CAT"),
        ("central africa time", "CAT"),
        ("west african time", "WAT"),
        ("west africa time", "WAT"),
        ("east african time", "EAT"),
        ("east africa time", "EAT"),
        ("indian standard time", "IST"),
        ("india standard time", "IST"),
        ("japan standard time", "JST"),
        ("korea standard time", "KST"),
        ("singapore time", "SGT"),
        ("australian eastern standard time", "AEST"),
        ("australian eastern daylight time", "AEDT"),
        ("utc", "UTC"),
        ("gmt", "GMT"),
    ];

    /// <summary>Reads the zone behind a time, in brackets or not; the length is zero where there is none.</summary>
    public static int LengthAt(string text, int at, bool isTouching, out DateTimeZone? zone)
    {
        zone = null;
        if (isTouching && Numeric().Match(text, at) is { Success: true } numeric)
        {
            zone = numeric.Value is "Z" or "z" ? DateTimeZone.Utc : ZoneReader.Find("UTC" + numeric.Value);
            return zone is null ? 0 : numeric.Length;
        }

        if (Bracketed().Match(text, at) is { Success: true } bracketed)
        {
            zone = Inside(bracketed.Groups["inside"].Value);
            return zone is null ? 0 : bracketed.Length;
        }

        var blanks = Blanks(text, at);
        var length = NamedAt(text, at + blanks, out zone);
        if (length == 0)
        {
            return 0;
        }

        // "Central European Time (CET)" says it twice.
        var end = at + blanks + length;
        return Bracketed().Match(text, end) is { Success: true } again && Inside(again.Groups["inside"].Value) is not null
            ? end + again.Length - at
            : end - at;
    }

    /// <summary>The zone that a sentence such as "All times in CET" or a heading such as "Timeline (GMT)" names; null where none.</summary>
    public static DateTimeZone? Mentioned(string text)
    {
        if (!OfTimes().IsMatch(text))
        {
            return null;
        }

        for (var at = 0; at < text.Length; at++)
        {
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && NamedAt(text, at, out var zone) > 0)
            {
                return zone;
            }
        }

        return null;
    }

    /// <summary>The zone that a text is, or ends with behind a dash; null where it is none.</summary>
    public static DateTimeZone? Inside(string text)
    {
        foreach (
            var part in text.Split([" - ", " – ", ",", "/ ", ";"], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            if (NamedAt(part, 0, out var zone) == part.Length)
            {
                return zone;
            }
        }

        return null;
    }

    private static int NamedAt(string text, int at, out DateTimeZone? zone)
    {
        zone = null;
        if (Offset().Match(text, at) is { Success: true } offset)
        {
            var digits = offset.Groups["digits"].Value;
            var sign = offset.Groups["sign"].Value == "+" ? "+" : "-";
            zone = ZoneReader.Find($"UTC{sign}{digits}");
            return zone is null ? 0 : offset.Length;
        }

        if (Place().Match(text, at) is { Success: true } place && ZoneReader.Find(place.Value) is { } there)
        {
            zone = there;
            return place.Length;
        }

        if (Abbreviation().Match(text, at) is { Success: true } letters && ZoneReader.FindAbbreviation(letters.Value) is { } found)
        {
            zone = found;
            return letters.Length;
        }

        foreach (var (name, meant) in Spelled)
        {
            if (string.Compare(text, at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0 && EndsWord(text, at + name.Length))
            {
                zone = ZoneReader.Find(meant);
                return name.Length;
            }
        }

        return 0;
    }

    private static bool EndsWord(string text, int at) => at >= text.Length || !char.IsLetterOrDigit(text[at]);

    private static int Blanks(string text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] is ' ' or '\t')
        {
            end++;
        }

        return end - at;
    }

    [GeneratedRegex(@"\G(?:[+\-−]\d{2}:?\d{2}|Z)(?![\d:\p{L}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"\G\s*[(\[](?<inside>[^()\[\]]{1,60})[)\]]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bracketed();

    [GeneratedRegex(
        @"\G(?:UTC|GMT)(?:\s?(?<sign>\+)\s?|(?:\s(?!\s)|)(?<sign>[-‐‑−–]))(?<digits>(?:1[0-4]|0?\d)(?::?[0-5]\d)?)(?![\d:]|\s?[ap]\.?m)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Offset();

    [GeneratedRegex(@"\G[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"\G[A-Z]{2,5}\b(?!['’\-_/])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Abbreviation();

    [GeneratedRegex(@"\btime(?:s|line|zone|stamps?)?\b|\bevents\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OfTimes();
}
