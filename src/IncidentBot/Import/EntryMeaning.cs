using System.Text.RegularExpressions;

namespace IncidentBot.Import;

/// <summary>What the words of an entry say, where they say it plainly. What they do not say plainly is a note.</summary>
internal static partial class EntryMeaning
{
    /// <summary>Whether somebody or something noticed.</summary>
    public static bool IsDetection(string text) => Noticed().IsMatch(text);

    /// <summary>Whether something was suspected that the document itself calls an assumption.</summary>
    public static bool IsSuspicion(string text) => Suspected().IsMatch(text);

    /// <summary>Whether a suspicion turned out to be wrong.</summary>
    public static bool IsRuledOut(string text) => RuledOut().IsMatch(text);

    /// <summary>Whether the cause became known.</summary>
    public static bool IsIdentification(string text) => Identified().IsMatch(text) && !Suspected().IsMatch(text);

    /// <summary>Whether a fix was only for a time.</summary>
    public static bool IsMitigation(string text) => Mitigated().IsMatch(text);

    /// <summary>Whether somebody says in so many words that it was resolved.</summary>
    public static bool IsResolution(string text) => Resolved().IsMatch(text);

    /// <summary>Whether it was over.</summary>
    public static bool IsEnd(string text) => Over().IsMatch(text);

    [GeneratedRegex(
        @"\b(?:detect(?:s|ed)?|alert(?:s|ed)?|alarms?|notic(?:ed|es)|report(?:s|ed)|monitoring|paged|complain(?:s|ed|ts)?|first seen)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Noticed();

    [GeneratedRegex(
        @"\b(?:suspect(?:s|ed|ing)?|initial(?:ly)? (?:assumption|hypothesis|suspicion|theory|focus)|assum(?:ed|ing|ption)|hypothesi[sz]|misleading (?:path|investigation)|mistaken(?:ly)?|wrongly|red herring|first thought|thought to be|believed to be)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Suspected();

    [GeneratedRegex(
        @"\b(?:ruled out|debunked|disproved|disproven|dismissed|eliminated as|not the (?:root )?cause|no (?:signs?|evidence|unusual|significant issues?|abnormalit(?:y|ies)|anomal(?:y|ies))|did not reveal|found nothing|turned out to be (?:healthy|normal|fine)|(?:appears?|looked|was|were) (?:healthy|normal|fine)|red herring)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex RuledOut();

    [GeneratedRegex(
        @"\b(?:root cause (?:was |is |has been )?(?:identified|found|confirmed|discovered|determined|traced)|(?:identified|found|discovered|confirmed|determined|pinpointed) (?:as )?the (?:likely |actual |real )?(?:root )?cause|identified as the (?:likely |actual )?(?:root )?cause|cause (?:was )?(?:identified|found)|misconfiguration (?:was )?identified)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Identified();

    [GeneratedRegex(
        @"\b(?:temporary (?:fix|resolution|workaround|solution|measure|mitigation)|temporarily|workaround|mitigated|mitigation (?:applied|in place|deployed)|as a stopgap)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Mitigated();

    [GeneratedRegex(
        @"\b(?:incident|issue|outage|problem) (?:was |is |fully |has been )*resolved\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Resolved();

    [GeneratedRegex(
        @"\b(?:resolved|resolution|fully (?:restored|recovered|operational|functional)|full (?:service|functionality|recovery)|back to normal|restored|all clear|incident (?:was )?(?:closed|declared over|over)|end of the incident|returned to normal|recovered|recovery complete)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Over();
}
