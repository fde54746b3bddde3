using IncidentBot.Chat;

namespace IncidentBot.Incidents;

/// <summary>States the resolution for the postmortem: what ended the outage.</summary>
public sealed record StateFix(string Text) : ToldCommand(Text)
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "fix",
            "[at TIME] TEXT",
            "States the resolution for the postmortem: what ended the outage.",
            (words, context) => Phrase.Told(Verb!, words, context, text => new StateFix(text))
        )
        {
            Aliases = ["resolution"],
            Examples = ["fix Rolled the configuration back and restarted the servers"],
        };

    /// <inheritdoc />
    protected override string Name => Verb.Name;

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) => Decision.Record(new FixStated(Text), When);
}
