using IncidentBot.Chat;

namespace IncidentBot.Incidents;

/// <summary>States the root cause for the postmortem.</summary>
public sealed record StateCause(string Text) : ToldCommand(Text)
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "cause",
            "[at TIME] TEXT",
            "States the root cause for the postmortem.",
            (words, context) => Phrase.Told(Verb!, words, context, text => new StateCause(text))
        )
        {
            Aliases = ["rootcause", "root-cause"],
            Examples = ["cause A configuration update sent all requests to one server"],
        };

    /// <inheritdoc />
    protected override string Name => Verb.Name;

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) => Decision.Record(new CauseStated(Text), When);
}
