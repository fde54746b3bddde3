using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Timeline;

/// <summary>Says how and when the incident was noticed.</summary>
public sealed record Detect(string Text) : ToldCommand(Text)
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "detected",
            "[at TIME] TEXT",
            "Says how and when it was noticed: by monitoring, a customer, an engineer.",
            (words, context) => Phrase.Told(Verb!, words, context, text => new Detect(text))
        )
        {
            Aliases = ["detection", "noticed"],
            Examples = ["detected Monitoring alert: error rate above 5 %", "detected at 10:40 A customer called"],
        };

    /// <inheritdoc />
    protected override string Name => Verb.Name;

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) => Decision.Record(new Detected(Text), When);
}
