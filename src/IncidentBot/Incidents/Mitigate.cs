using IncidentBot.Chat;

namespace IncidentBot.Incidents;

/// <summary>Says that a temporary fix is in place.</summary>
public sealed record Mitigate(string Text) : ToldCommand(Text)
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "mitigated",
            "[at TIME] TEXT",
            "Says that a temporary fix is in place.",
            (words, context) => Phrase.Told(Verb!, words, context, text => new Mitigate(text))
        )
        {
            Aliases = ["mitigate", "mitigation", "workaround"],
            Examples = ["mitigated Rolled back to the last good configuration", "mitigated at 13:00 Half of the traffic moved away"],
        };

    /// <inheritdoc />
    public override bool MustFollowStart => true;

    /// <inheritdoc />
    protected override string Name => Verb.Name;

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident.IsOver && When is null
            ? Decision.Refuse(
                $"{incident.Id} is {incident.Status.Spoken()} already. Say when it was mitigated, `mitigated at 13:00 TEXT`, or take it up again with `reopen TEXT`."
            )
            : Decision.Record(new Mitigated(Text), When);
}
