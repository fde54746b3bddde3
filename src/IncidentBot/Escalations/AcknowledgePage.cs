using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Escalations;

/// <summary>The person who was paged has seen it.</summary>
public sealed record AcknowledgePage(string Text) : ToldCommand(Text)
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "ack",
            "[at TIME] [TEXT]",
            "Says that you have seen the page or the incident and are on it.",
            (words, context) => Phrase.Told(Verb!, words, context, text => new AcknowledgePage(text), needsText: false)
        )
        {
            Aliases = ["acknowledge", "acked", "acknowledged"],
            Examples = ["ack", "ack at 14:35 Looking at the logs"],
        };

    /// <inheritdoc />
    protected override string Name => Verb.Name;

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) => Decision.Record(new PageAcknowledged(Text), When);
}
