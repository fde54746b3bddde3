using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Proposes an improvement: a measure that nobody owns yet.</summary>
public sealed record Improve(string Text) : ToldCommand(Text)
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "improve",
            "TEXT",
            "Proposes an improvement, without an owner. For work that somebody promises, use `task add`.",
            (words, context) => Phrase.Told(Verb!, words, context, text => new Improve(text))
        )
        {
            Aliases = ["improvement"],
            Examples = ["improve Alert on uneven traffic across servers"],
        };

    /// <inheritdoc />
    protected override string Name => Verb.Name;

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) => Decision.Record(new ImprovementProposed(Text), When);
}
