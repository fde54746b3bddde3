using System.Collections.Frozen;
using System.Globalization;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Wording;

/// <summary>English words that a sentence may have although no entry has them, for they claim nothing; and those that claim much.</summary>
internal static class Plain
{
    /// <summary>Words that link others. None of them counts, orders, denies, or says why.</summary>
    public static readonly FrozenSet<string> Linking = Set(
        "a an the and or of to in on at by for from with into onto over as is are was were be been being has have had do does did it its itself this that these those "
            + "there here which who whom whose they them their he him his she her we us our i you your also about around approximately roughly may might could "
            + "incident outage team responders responder people person timeline record entry entries said says noted notes reported reports recorded records stated states "
            + "wrote told lesson lessons learned summary something what how where am"
    );

    /// <summary>Words that say that something is not so.</summary>
    public static readonly FrozenSet<string> Denials = Set(
        "no not never none nobody nothing neither nor without cannot unable false untrue hardly unrelated denied denies"
    );

    /// <summary>One of these has to stand where a guess is told, so that it does not become a fact.</summary>
    public static readonly FrozenSet<string> Doubt = Set(
        "suspected suspect suspects suspicion hypothesis hypotheses guess guessed thought believed possibly perhaps maybe might may could"
    );

    /// <summary>One of these has to stand where something promised or proposed is told, so that it does not become done.</summary>
    public static readonly FrozenSet<string> Duty = Set(
        "should will would task tasks improvement improvements proposed propose promised promise planned plan due must todo need needs"
    );

    /// <summary>One of these has to stand where a time is told that nobody knows exactly.</summary>
    public static readonly FrozenSet<string> Approximate = Set("about around approximately roughly between");

    /// <summary>One of these has to stand where a guess that was wrong is told.</summary>
    public static readonly FrozenSet<string> Wrong = Set("ruled out wrong excluded dismissed misleading rejected");

    /// <summary>What an event says by being what it is: that of a detection, that something was noticed.</summary>
    public static IEnumerable<string> KindWords(IncidentEvent what) =>
        (
            what switch
            {
                IncidentOpened => "opened open declared began begin started start",
                Detected => "detected detection noticed alerted",
                HypothesisRaised => "suspected suspicion hypothesis first guess thought believed possibly might",
                HypothesisRuledOut => "hypothesis ruled out wrong excluded misleading",
                HypothesisConfirmed => "hypothesis confirmed confirmation",
                ImpactStated => "impact affected",
                Mitigated => "mitigated mitigation temporary temporarily workaround",
                Restored => "restored recovered back service",
                Resolved => "resolved resolution ended end over",
                CauseStated => "root cause caused because due",
                FixStated => "resolution resolved fix fixed",
                ImprovementProposed => "improvement proposed should",
                TaskAdded => "task promised will should due owner owns",
                TaskCompleted => "task done completed",
                TaskDropped => "task dropped",
                Escalated => "escalated escalation",
                Paged => "paged page",
                StatusUpdatePosted => "status update posted",
                IncidentClosed => "closed",
                IncidentReopened => "reopened",
                SeverityChanged => "severity changed",
                _ => "",
            }
        ).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a character stands for money.</summary>
    public static bool IsMoney(string unit) => unit.Length == 1 && char.GetUnicodeCategory(unit[0]) == UnicodeCategory.CurrencySymbol;

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
