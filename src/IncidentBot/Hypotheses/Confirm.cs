using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Hypotheses;

/// <summary>Confirms a hypothesis: this is the cause, and this is how it is known. The status moves to identified.</summary>
public sealed record Confirm(int Hypothesis, string Text) : IncidentCommand
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "confirm",
            "H1 [at TIME] TEXT",
            "Confirms a hypothesis and says how it is known; the status moves to identified.",
            (words, context) => HypothesisPhrase.Read(Verb!, words, context, (number, text) => new Confirm(number, text))
        )
        {
            Aliases = ["confirmed"],
            Examples = ["confirm H2 The new configuration sends all traffic to one server"],
        };

    /// <inheritdoc />
    public override string Line => $"{Verb.Name} H{Hypothesis} {Told(Text)}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        HypothesisPhrase.Undecidable(incident, Hypothesis, HypothesisState.Confirmed)
        ?? Decision.Record(new HypothesisConfirmed(Hypothesis, Text), When);
}
