using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Hypotheses;

/// <summary>Rules a hypothesis out: it was a misleading path, and this is why.</summary>
public sealed record RuleOut(int Hypothesis, string Text) : IncidentCommand
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "ruledout",
            "H1 [at TIME] TEXT",
            "Rules a hypothesis out and says why; the time it cost is reckoned.",
            (words, context) => HypothesisPhrase.Read(Verb!, words, context, (number, text) => new RuleOut(number, text))
        )
        {
            Aliases = ["ruleout", "ruled-out", "rule-out", "refuted", "refute"],
            Examples = ["ruledout H1 Queries and load are normal", "ruledout H1 at 11:15 Queries and load are normal"],
        };

    /// <inheritdoc />
    public override string Line => $"{Verb.Name} H{Hypothesis} {Told(Text)}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        HypothesisPhrase.Undecidable(incident, Hypothesis, HypothesisState.RuledOut)
        ?? Decision.Record(new HypothesisRuledOut(Hypothesis, Text), When);
}
