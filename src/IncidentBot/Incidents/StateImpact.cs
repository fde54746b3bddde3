using IncidentBot.Chat;

namespace IncidentBot.Incidents;

/// <summary>Says who and what is affected.</summary>
public sealed record StateImpact(string Text) : ToldCommand(Text)
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "impact",
            "[at TIME] TEXT",
            "Says who and what is affected; a percentage in it is understood.",
            (words, context) => Phrase.Told(Verb!, words, context, text => new StateImpact(text))
        )
        {
            Aliases = ["affected"],
            Examples = ["impact About 30% of users see slow pages and errors"],
        };

    /// <inheritdoc />
    protected override string Name => Verb.Name;

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) => Decision.Record(new ImpactStated(Text), When);
}
