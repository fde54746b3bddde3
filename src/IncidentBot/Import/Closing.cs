using System.Text.RegularExpressions;

namespace IncidentBot.Import;

/// <summary>What people write before and behind a list, and what is no part of it.</summary>
internal static partial class Closing
{
    /// <summary>Whether a line is a remark on the whole: "By implementing these measures we aim to …".</summary>
    public static bool IsRemark(string text) => Remark().IsMatch(text);

    [GeneratedRegex(
        @"^(?:this (?:incident|postmortem|post-mortem|report|outage|event|document|experience)\b|by (?:implementing|addressing|taking|following|completing|learning|doing|adopting|putting)\b|these (?:measures|actions|steps|improvements|changes|tasks|corrective|efforts|initiatives)\b|(?:the|all) (?:above|corrective measures|measures above|following)\b|we (?:aim|remain|are (?:committed|confident|sorry|dedicated)|appreciate|apologi[sz]e|believe|regret|thank|understand|hope)\b|in (?:conclusion|summary|closing)\b|overall\b|through these\b|with these\b|to (?:prevent|avoid|address|reduce|mitigate|ensure|improve)\b[^:]{0,140}:$|our (?:team|commitment|goal)\b.{0,40}\b(?:committed|commitment|is to)\b|moving forward\b|going forward,? we (?:are|will continue)|thank)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Remark();
}
