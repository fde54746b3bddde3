using System.Text.RegularExpressions;

namespace IncidentBot.Import.Sections;

/// <summary>The names that people give to the parts of a postmortem.</summary>
internal static partial class SectionNames
{
    private const RegexOptions Options = RegexOptions.CultureInvariant;

    private static readonly (Regex Name, Section Section)[] Names =
    [
        (CauseAndResolution(), Section.CauseAndResolution),
        (Timeline(), Section.Timeline),
        (Duration(), Section.Duration),
        (Start(), Section.Start),
        (End(), Section.End),
        (Date(), Section.Date),
        (Zone(), Section.Zone),
        (TimeToResolve(), Section.TimeToResolve),
        (Detection(), Section.Detection),
        (Impact(), Section.Impact),
        (Severity(), Section.Severity),
        (Tasks(), Section.Tasks),
        (Improvements(), Section.Improvements),
        (Measures(), Section.Measures),
        (Resolution(), Section.Resolution),
        (Cause(), Section.Cause),
        (Communication(), Section.Communication),
        (Summary(), Section.Summary),
        (Other(), Section.Other),
    ];

    /// <summary>What a name stands for; <see cref="Section.None"/> where it is no name of a section.</summary>
    public static Section Of(string name)
    {
        var bare = Bare(name);
        if (bare.Length is 0 or > 70)
        {
            return Section.None;
        }

        var found = Find(bare);
        if (found != Section.None || !name.Contains('('))
        {
            return found;
        }

        // "Battle plan (corrective and preventative measures)".
        var inside = InBrackets().Match(name);
        return inside.Success ? Find(Bare(inside.Groups[1].Value)) : Section.None;
    }

    /// <summary>A name without numbering, emoji, brackets and punctuation, in small letters.</summary>
    public static string Bare(string name)
    {
        var bare = Brackets().Replace(ShortCode().Replace(name, " "), " ");
        bare = Numbering().Replace(bare.Trim(), "");
        bare = Marks().Replace(bare.Replace('’', '\''), " ").Replace("&", " and ", StringComparison.Ordinal).ToLowerInvariant();
        return Blanks().Replace(bare, " ").Trim(' ', ':', '-', '–', '.', '/', '?', '!', '\'');
    }

    private static Section Find(string bare)
    {
        foreach (var (name, section) in Names)
        {
            if (name.IsMatch(bare))
            {
                return section;
            }
        }

        return Section.None;
    }

    [GeneratedRegex(
        @"^(?:the |a |detailed |incident |outage |crisis |event |events |full |brief |high level )*(?:time ?-?line|chronology|key events|sequence of events|log of events|event log|incident log|what happened when|play-?by-?play)(?: of (?:the )?(?:incident|outage|events?|issue|event))?(?: and (?:context|events|actions))?(?: all times.*| events)?$",
        Options,
        1000
    )]
    private static partial Regex Timeline();

    [GeneratedRegex(
        @"^(?:total |incident |outage |issue |downtime |service )*(?:duration|time ?frame|time ?span|time window|window|length|downtime|sleepy-?time|when did it happen|time of (?:the )?(?:incident|outage|event))(?: of (?:the )?(?:incident|outage|issue|downtime|event|disruption))?(?: and timing)?$",
        Options,
        1000
    )]
    private static partial Regex Duration();

    [GeneratedRegex(
        @"^(?:incident |outage |impact |issue )*(?:start(?:ed|s)?|began|begin|beginning|onset|from)(?:[ -]?(?:time|date|date and time|at|on))?(?: of (?:the )?(?:incident|outage|impact))?$|^time started$",
        Options,
        1000
    )]
    private static partial Regex Start();

    [GeneratedRegex(
        @"^(?:incident |outage |impact |issue )*(?:end(?:ed|s)?|finish(?:ed)?|until|to|over|resolved|recovered|restored|resolution|recovery)[ -](?:time|date|date and time|at|on)(?: of (?:the )?(?:incident|outage|impact))?$|^(?:incident |outage |impact )*(?:end|ended|until|finish|finished)$|^time (?:ended|resolved)$",
        Options,
        1000
    )]
    private static partial Regex End();

    [GeneratedRegex(
        @"^(?:incident |outage )?(?:date|day|when)(?: and time)?(?: of (?:the )?(?:incident|outage|event|issue))?$|^(?:incident|outage) date$|^occurred on$",
        Options,
        1000
    )]
    private static partial Regex Date();

    [GeneratedRegex(@"^time ?zone$", Options, 1000)]
    private static partial Regex Zone();

    [GeneratedRegex(
        @"^(?:mean )?time to (?:recovery|recover|resolution|resolve|restore|restoration|fix)$|^(?:ttr|mttr)$|^total (?:time|duration|downtime)$",
        Options,
        1000
    )]
    private static partial Regex TimeToResolve();

    [GeneratedRegex(
        @"^(?:the |user |customer |customers |business |service |overall |scope of |scope and |extent of |summary of )*(?:impact|user impact|customer impact|affected users|affected customers|affected services|affected systems|blast radius|who was affected|what was affected|effects?)(?: (?:of the (?:incident|outage)|on (?:users|customers|business|services?)|and scope|and severity|assessment|analysis|summary|to (?:users|customers)))?$",
        Options,
        1000
    )]
    private static partial Regex Impact();

    [GeneratedRegex(@"^(?:incident )?(?:severity|priority|sev|severity level|priority level)(?: level)?$", Options, 1000)]
    private static partial Regex Severity();

    [GeneratedRegex(
        @"^(?:incident |issue |initial )?(?:detection|discovery|detected by|reported by|alerting|detection method|how (?:was it|it was|we|did we|was the (?:incident|issue|outage)) (?:detected|detect it|noticed|notice|found|noticed it|found out|discovered))$",
        Options,
        1000
    )]
    private static partial Regex Detection();

    [GeneratedRegex(
        @"^(?:the )?(?:root|underlying|main|primary|probable|suspected|direct|proximate|actual)? ?causes?(?: analysis| of (?:the )?(?:incident|outage|issue|problem)| identification| identified| explanation| details)?$|^root causes?$|^why (?:did )?it happen(?:ed)?$|^what caused it$|^rca$",
        Options,
        1000
    )]
    private static partial Regex Cause();

    [GeneratedRegex(
        @"^(?:detailed |the )?(?:root )?causes?(?: analysis)? (?:and|/|\+) (?:the |its )?(?:resolution|fix|solution|recovery|remediation|how we fixed it)s?(?: details| process)?$",
        Options,
        1000
    )]
    private static partial Regex CauseAndResolution();

    [GeneratedRegex(
        @"^(?:the |incident |issue |final |permanent )*(?:resolution|recovery|resolution and recovery|recovery and resolution|the fix|fix|solution|fix applied|resolution steps|resolution details|resolution process|how (?:we|it was|was it|did we|the issue was) (?:fixed|fix|resolved|resolve|resolve it|fix it|fixed it)(?: it)?|steps taken|mitigation and resolution|resolution and mitigation|mitigation)$",
        Options,
        1000
    )]
    private static partial Regex Resolution();

    [GeneratedRegex(
        @"^(?!mitigation$)(?:and )?(?:co?rr?ecti?e?ive|correct|corrective|preventive|preventative|prevantative|mitigation|prevention|remediation|preventing|how (?:we|do we) prevent|measures)(?:(?: and|/|,)? ?(?:preventive|preventative|prevantative|preventitive|corrective|prevention|recovery|mitigation))?(?: ?(?:measures?|steps|plan|strateg(?:y|ies)|recurrence|a recurrence|future (?:incidents|occurrences)|must contain))*$",
        Options,
        1000
    )]
    private static partial Regex Measures();

    [GeneratedRegex(
        @"^(?:proposed |suggested |planned |process |future |technical |areas? (?:for|of) |things to |room for |recommended |list of )*(?:improvements?|improve|improvements? ?(?:and|/) ?fixes|fixes|fixes ?(?:and|/) ?improvements?|improvement (?:plan|areas|measures)|recommendations?|what (?:can|could|should|will) (?:we |be )?(?:do better|improved?|be improved|change))(?: (?:to (?:be )?(?:made|address)|made|needed|identified|planned|must contain).*)?$",
        Options,
        1000
    )]
    private static partial Regex Improvements();

    [GeneratedRegex(
        @"^(?:the |our |specific |open |remaining |resulting |corrective |preventive |preventative |remediation |immediate |detailed |list of |review |follow[- ]?up |post-?incident |short-?term |long-?term |next )*(?:action items?|actions?|actions? (?:plan|list)|tasks?|task list|task items|to-?do'?s?|to-?do (?:list|tasks?|items?)|follow[- ]?ups?|follow[- ]?up items|next steps|steps|tickets|jira tickets?)(?: (?:to (?:address|fix|do|be done|complete|resolve|implement|prevent)|for the future|for (?:improvement|follow-?up)|list|and owners|and follow-?ups?|going forward|created|items|assigned).*)?$",
        Options,
        1000
    )]
    private static partial Regex Tasks();

    [GeneratedRegex(
        @"^(?:external |internal |customer |stakeholder )*communications?(?: (?:plan|log|and updates|with (?:customers|users|stakeholders)|during the (?:incident|outage)|summary))?$|^status (?:page )?updates$",
        Options,
        1000
    )]
    private static partial Regex Communication();

    [GeneratedRegex(
        @"^(?:the |issue |incident |executive |outage |event |brief |quick |short |problem )*(?:summary|overview|introduction|description|tl;?dr|tldr|abstract|synopsis|at a glance|what happened|details|key facts|facts)(?: of (?:the )?(?:incident|outage|issue|event))?(?: summary)?$",
        Options,
        1000
    )]
    private static partial Regex Summary();

    [GeneratedRegex(
        @"^(?:lessons?(?: we)? (?:learned|learnt).*|key (?:takeaways|learnings)|takeaways|learnings|what (?:went|worked|did).*|where we (?:got|were).*|conclusions?|closing(?: remarks)?|stats|statistics|metrics|measures of the response|attendees|participants|responders|people involved|roles|took part|status|authors?|owners?|prepared by|reviewers?|contributing factors?|contributing causes?|five why'?s?|5 why'?s?|the 5 whys|trigger|triggers|background|context|glossary|appendix.*|references?|links|related.*|supporting (?:information|data).*|misleading paths?|other hypotheses|seen before|missing|acknowledge?ments?|thanks|notes?|faq|technical details|technical background|time to (?:detect(?:ion)?|acknowledge|mitigate|engage|identify|find the cause|restore the service)|ttd|ttm|mttd|mtta|leadup|lead-?up|fault|response|table of contents|contents|services? (?:involved|affected)|incident (?:id|number|commander|lead|owner|type)|incident|id|document|version|prepared on|reviewed by|commander|scribe|communications lead|on-?call|team)$",
        Options,
        1000
    )]
    private static partial Regex Other();

    [GeneratedRegex(@"\(([^()]*)\)", Options, 1000)]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"\([^()]*\)|\[[^\[\]]*\]", Options, 1000)]
    private static partial Regex Brackets();

    [GeneratedRegex(@":[a-z0-9_+\-]{2,30}:", Options, 1000)]
    private static partial Regex ShortCode();

    [GeneratedRegex(
        @"^(?:(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)](?:\d{1,2}[.)]?)?\s+|(?:step|part|section)\s\d\s*[:.\-]\s*)",
        RegexOptions.IgnoreCase | Options,
        1000
    )]
    private static partial Regex Numbering();

    [GeneratedRegex(@"[^\p{L}\p{N}\s&/+;'?,.:\-–]|[\p{So}\p{Cs}️]", Options, 1000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+", Options, 1000)]
    private static partial Regex Blanks();
}
